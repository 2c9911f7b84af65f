/**
 * A growing column of 32-bit values: numbers, positions, codes. Kept as Int32Array whatever the type, so that every loop that fills it sees
 * one kind of array; storing a number takes it modulo 2^32, which is what the other types want too.
 */
import { ValidityBuilder } from '../../../columnar/builders/validity-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import type { Dictionary } from '../../../columnar/dictionary.ts'
import { nextCapacity } from '../../../columnar/grow.ts'
import { growWords, trimSpare } from '../../../columnar/grow-spare.ts'
import type { WordBlock } from '../kernels/record-kernels.ts'

const NO_WORDS = new Int32Array(0)
/** Of so many rows at once there will be a full batch. */
const MANY_ROWS = 1024
const FULL_BATCH = 8192

export class Words {
  /** Made when first needed: the last batch may have been the last of all. */
  values: Int32Array = NO_WORDS
  /** Rows filled; whoever fills counts. */
  length = 0
  readonly nulls = new ValidityBuilder()
  /** What the last batch makes expect. */
  private firstRows = 0

  /** Room for so many rows more. */
  reserve(rows: number): Int32Array {
    const needed = this.length + rows
    if (needed > this.values.length) {
      const room = this.length === 0 ? Math.max(needed, this.firstRows, rows > MANY_ROWS ? FULL_BATCH : 0) : needed
      this.values = growWords(this.values, { used: this.length, needed: room })
    }
    return this.values
  }

  /** Rows that were made together. */
  appendBlock({ values, nulls }: WordBlock): void {
    const base = this.length
    this.reserve(values.length).set(values, base)
    this.nulls.appendNulls(nulls, base)
    this.length = base + values.length
  }

  finish(type: DataType, dictionary?: Dictionary): Column {
    const { length } = this
    const words = length === 0 ? new Int32Array(0) : trimSpare(this.values, length)
    this.values = NO_WORDS
    this.firstRows = nextCapacity(length)
    this.length = 0
    const values = type.kind === 'uint32' ? new Uint32Array(words.buffer, words.byteOffset, length) : words
    return { type, length, ...this.nulls.finish(length), values, ...(dictionary && { dictionary }) }
  }
}
