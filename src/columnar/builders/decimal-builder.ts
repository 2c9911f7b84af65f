/** Builds decimal columns of more than 18 digits, from unscaled integers. */
import type { Column } from '../column.ts'
import { type DecimalType, powerOfTen, splitWords } from '../decimal-words.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class DecimalBuilder implements ColumnBuilder {
  readonly type: DecimalType
  length = 0
  private words = new Int32Array(0)
  private readonly limit: bigint
  private readonly nulls = new ValidityBuilder()

  constructor(type: DecimalType) {
    this.type = type
    this.limit = powerOfTen(type.precision)
  }

  append(value: Scalar): void {
    if (value === null) this.appendNull()
    else if (typeof value === 'bigint') this.appendUnscaled(value)
    else if (typeof value === 'number' && Number.isSafeInteger(value)) this.appendUnscaled(BigInt(value))
    else throw wrongValue(value, this.type)
  }

  appendNull(): void {
    this.room()
    this.nulls.appendNull(this.length)
    this.length++
  }

  finish(): Column {
    const { type, length } = this
    const values = trim(this.words, length * 4)
    this.words = new Int32Array(nextCapacity(length) * 4)
    this.length = 0
    return { type, length, ...this.nulls.finish(length), values }
  }

  private appendUnscaled(value: bigint): void {
    if (value >= this.limit || value <= -this.limit) throw wrongValue(value, this.type)
    const at = this.room()
    splitWords(value, this.words, at)
    this.length++
  }

  private room(): number {
    const at = this.length * 4
    if (at === this.words.length) this.words = grow(this.words, at + 4)
    return at
  }
}
