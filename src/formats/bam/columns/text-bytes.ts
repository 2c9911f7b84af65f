/** A growing column of bytes with offsets, for loops that write their text themselves. */
import { ValidityBuilder } from '../../../columnar/builders/validity-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import { nextCapacity } from '../../../columnar/grow.ts'
import { growBytes, growWords, trimSpare } from '../../../columnar/grow-spare.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { TextBlock } from '../kernels/record-kernels.ts'

/** More is not made room for because of a guess. */
const MOST_EXPECTED = 1 << 24
const NO_BYTES = new Uint8Array(0)
const NO_OFFSETS = new Int32Array(0)

export class TextBytes {
  /** Made when first needed: the last batch may have been the last of all. */
  bytes: Uint8Array = NO_BYTES
  /** Bytes written; whoever writes counts, and ends each row. */
  used = 0
  length = 0
  readonly nulls = new ValidityBuilder()
  private offsets: Int32Array = NO_OFFSETS
  /** Rows that are known to hold nothing but ASCII. */
  private plainRows = 0
  /** What the last batch makes expect. */
  private firstBytes = 0
  private firstRows = 0

  /** Room for so many bytes more. */
  reserve(bytes: number): Uint8Array {
    const needed = this.used + bytes
    if (needed > this.bytes.length) {
      const room = this.used === 0 ? Math.max(needed, this.firstBytes) : needed
      this.bytes = growBytes(this.bytes, { used: this.used, needed: room })
    }
    return this.bytes
  }

  endRow(): void {
    const next = this.length + 1
    if (next >= this.offsets.length) this.reserveRows(1)
    this.offsets[next] = this.used
    this.length = next
  }

  appendBytes(source: Uint8Array, from: number, to: number): void {
    const length = to - from
    const out = this.reserve(length)
    const at = this.used
    // A call of `set` costs more than copying a few bytes.
    if (length > 32) out.set(source.subarray(from, to), at)
    else for (let i = 0; i < length; i++) out[at + i] = source[from + i]! // from and to lie within the source
    this.used = at + length
    this.endRow()
  }

  appendNull(): void {
    this.nulls.appendNull(this.length)
    this.endRow()
  }

  /** Rows that were made together; their offsets go on from `used`. `batchRows`: of how many rows the batch will be, at most. */
  appendBlock({ bytes, offsets, nulls, isAscii }: TextBlock, batchRows: number): void {
    const base = this.length
    const rows = offsets.length - 1
    const length = base + rows
    const used = this.used + bytes.length
    if (used > this.bytes.length) {
      const expected = length < batchRows ? Math.ceil((used / length) * batchRows * 1.05) : used
      this.reserve(Math.min(expected, MOST_EXPECTED, used * 16) - this.used)
    }
    this.reserveRows(Math.max(rows, Math.min(batchRows, MOST_EXPECTED) - base))
    this.bytes.set(bytes, this.used)
    this.offsets.set(offsets, base)
    this.nulls.appendNulls(nulls, base)
    this.used = used
    this.length = length
    if (isAscii) this.plainRows += rows
  }

  /** Bytes that are no UTF-8 become U+FFFD. */
  finishText(warn: () => void): Column {
    const isPlain = this.plainRows === this.length
    const column = this.finish({ kind: 'utf8' })
    return isPlain ? column : validUtf8(column, warn)
  }

  finish(type: DataType): Column {
    const { length, used } = this
    const offsets = length === 0 ? new Int32Array(1) : trimSpare(this.offsets, length + 1)
    // Never what all columns begin with: batches are handed over to other threads.
    const values = used === 0 ? new Uint8Array(0) : trimSpare(this.bytes, used)
    this.offsets = NO_OFFSETS
    this.bytes = NO_BYTES
    this.firstRows = nextCapacity(length)
    this.firstBytes = nextCapacity(used)
    this.length = 0
    this.plainRows = 0
    this.used = 0
    return { type, length, ...this.nulls.finish(length), values, offsets }
  }

  private reserveRows(rows: number): void {
    const needed = this.length + rows + 1
    if (needed <= this.offsets.length) return
    if (this.length > 0) this.offsets = growWords(this.offsets, { used: this.length + 1, needed })
    else {
      this.offsets = growWords(this.offsets, { used: 0, needed: Math.max(needed, this.firstRows + 1) })
      this.offsets[0] = 0
    }
  }
}
