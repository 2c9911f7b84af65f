/** A growing column of bytes with offsets, for loops that write their text themselves. */
import { ValidityBuilder } from '../../../columnar/builders/validity-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import { grow, nextCapacity, trim } from '../../../columnar/grow.ts'

export class TextBytes {
  bytes = new Uint8Array(0)
  /** Bytes written; whoever writes counts, and ends each row. */
  used = 0
  length = 0
  readonly nulls = new ValidityBuilder()
  private offsets = new Int32Array(1)

  /** Room for so many bytes more. */
  reserve(bytes: number): Uint8Array {
    if (this.used + bytes > this.bytes.length) this.bytes = grow(this.bytes, this.used + bytes)
    return this.bytes
  }

  endRow(): void {
    const next = this.length + 1
    if (next >= this.offsets.length) this.offsets = grow(this.offsets, next + 1)
    this.offsets[next] = this.used
    this.length = next
  }

  appendNull(): void {
    this.nulls.appendNull(this.length)
    this.endRow()
  }

  finish(type: DataType): Column {
    const { length, used } = this
    const offsets = trim(this.offsets, length + 1)
    const values = trim(this.bytes, used)
    this.offsets = new Int32Array(nextCapacity(length) + 1)
    this.bytes = new Uint8Array(nextCapacity(used))
    this.length = 0
    this.used = 0
    return { type, length, ...this.nulls.finish(length), values, offsets }
  }
}
