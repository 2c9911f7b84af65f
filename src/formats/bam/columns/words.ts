/**
 * A growing column of 32-bit values: numbers, positions, codes. Kept as Int32Array whatever the type, so that every loop that fills it sees
 * one kind of array; storing a number takes it modulo 2^32, which is what the other types want too.
 */
import { ValidityBuilder } from '../../../columnar/builders/validity-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import type { Dictionary } from '../../../columnar/dictionary.ts'
import { grow, nextCapacity, trim } from '../../../columnar/grow.ts'

export class Words {
  values = new Int32Array(0)
  /** Rows filled; whoever fills counts. */
  length = 0
  readonly nulls = new ValidityBuilder()

  /** Room for so many rows more. */
  reserve(rows: number): Int32Array {
    if (this.length + rows > this.values.length) this.values = grow(this.values, this.length + rows)
    return this.values
  }

  finish(type: DataType, dictionary?: Dictionary): Column {
    const { length } = this
    const words = trim(this.values, length)
    this.values = new Int32Array(nextCapacity(length))
    this.length = 0
    const values = type.kind === 'uint32' ? new Uint32Array(words.buffer, words.byteOffset, length) : words
    return { type, length, ...this.nulls.finish(length), values, ...(dictionary && { dictionary }) }
  }
}
