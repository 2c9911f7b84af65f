/** Builds int64, uint64, timestamp and decimal columns: eight bytes a row, written as two words because BigInts are slow. */
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

const TWO_32 = 2 ** 32

export class Int64Builder implements ColumnBuilder {
  readonly type: DataType
  length = 0
  /** Low word, high word: little-endian, as Arrow's buffers are and every platform with typed arrays in use is. */
  private words = new Int32Array(0)
  private readonly nulls = new ValidityBuilder()

  constructor(type: DataType) {
    this.type = type
  }

  /** An integer up to 2^53 in size; it is not checked. */
  appendNumber(value: number): void {
    const at = this.room()
    // Floor, not truncation: the high word of -1 is -1. Storing a number into an Int32Array takes it modulo 2^32.
    const high = Math.floor(value / TWO_32)
    this.words[at] = value - high * TWO_32
    this.words[at + 1] = high
    this.length++
  }

  appendNull(): void {
    this.room()
    this.nulls.appendNull(this.length)
    this.length++
  }

  append(value: Scalar): void {
    if (value === null) this.appendNull()
    else if (typeof value === 'bigint') this.appendBigInt(value)
    else if (typeof value === 'number' && Number.isSafeInteger(value)) this.appendBigInt(BigInt(value))
    else throw wrongValue(value, this.type)
  }

  finish(): Column {
    const { type, length } = this
    const words = trim(this.words, length * 2)
    this.words = new Int32Array(nextCapacity(length) * 2)
    this.length = 0
    const ArrayType = type.kind === 'uint64' ? BigUint64Array : BigInt64Array
    return { type, length, ...this.nulls.finish(length), values: new ArrayType(words.buffer, words.byteOffset, length) }
  }

  private appendBigInt(value: bigint): void {
    const fits = this.type.kind === 'uint64' ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value)
    if (fits !== value) throw wrongValue(value, this.type)
    const at = this.room()
    this.words[at] = Number(BigInt.asIntN(32, value))
    this.words[at + 1] = Number(BigInt.asIntN(32, value >> 32n))
    this.length++
  }

  /** Makes room for a row and gives the place of its low word. */
  private room(): number {
    const at = this.length * 2
    if (at === this.words.length) this.words = grow(this.words, at + 2)
    return at
  }
}
