/** Builds interval columns from `{ months, days, microseconds }`, laid out as Arrow's MonthDayNano. */
import type { Column } from '../column.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class IntervalBuilder implements ColumnBuilder {
  readonly type = { kind: 'interval' } as const
  length = 0
  private words = new Int32Array(0)
  private readonly nulls = new ValidityBuilder()

  appendInterval(months: number, days: number, microseconds: bigint): void {
    const at = this.room()
    const nanoseconds = microseconds * 1000n
    this.words[at] = months
    this.words[at + 1] = days
    this.words[at + 2] = Number(BigInt.asIntN(32, nanoseconds))
    this.words[at + 3] = Number(BigInt.asIntN(32, nanoseconds >> 32n))
    this.length++
  }

  appendNull(): void {
    this.room()
    this.nulls.appendNull(this.length)
    this.length++
  }

  append(value: Scalar): void {
    if (value === null) {
      this.appendNull()
      return
    }
    // Any object may be asked for names; those it lacks are undefined and refused below.
    const { months, days, microseconds } = value as { readonly [field: string]: Scalar }
    if (typeof months !== 'number' || typeof days !== 'number' || typeof microseconds !== 'bigint') throw wrongValue(value, this.type)
    this.appendInterval(months, days, microseconds)
  }

  finish(): Column {
    const { type, length } = this
    const values = trim(this.words, length * 4)
    this.words = new Int32Array(nextCapacity(length) * 4)
    this.length = 0
    return { type, length, ...this.nulls.finish(length), values }
  }

  private room(): number {
    const at = this.length * 4
    if (at === this.words.length) this.words = grow(this.words, at + 4)
    return at
  }
}
