/** Builds boolean columns, one bit a row. */
import { bitmapBytes, setBit } from '../bitmap.ts'
import type { Column } from '../column.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class BooleanBuilder implements ColumnBuilder {
  readonly type = { kind: 'boolean' } as const
  length = 0
  private bits = new Uint8Array(0)
  private readonly nulls = new ValidityBuilder()

  appendBoolean(value: boolean): void {
    const row = this.length
    if (row >>> 3 >= this.bits.length) this.bits = grow(this.bits, (row >>> 3) + 1)
    if (value) setBit(this.bits, row)
    this.length = row + 1
  }

  appendNull(): void {
    this.nulls.appendNull(this.length)
    this.appendBoolean(false)
  }

  append(value: Scalar): void {
    if (value === null) this.appendNull()
    else if (typeof value === 'boolean') this.appendBoolean(value)
    else throw wrongValue(value, this.type)
  }

  finish(): Column {
    const { type, length } = this
    const values = trim(this.bits, bitmapBytes(length))
    this.bits = new Uint8Array(nextCapacity(bitmapBytes(length)))
    this.length = 0
    return { type, length, ...this.nulls.finish(length), values }
  }
}
