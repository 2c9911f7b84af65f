/** Builds int8 to int32, uint8 to uint32, float32, float64 and date columns. */
import { QueryError } from '../../common/errors.ts'
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import { fixedWidth, type NumberArray } from '../fixed-width.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

const RANGES: { readonly [kind in DataType['kind']]?: readonly [number, number] } = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  date: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 2 ** 32 - 1],
}

export class NumberBuilder implements ColumnBuilder {
  readonly type: DataType
  length = 0
  private values: NumberArray
  private readonly range: readonly [number, number] | undefined
  private readonly nulls = new ValidityBuilder()

  constructor(type: DataType) {
    const layout = fixedWidth(type)
    if (layout === undefined) throw new QueryError('INTERNAL', `A NumberBuilder cannot build ${type.kind} columns.`)
    this.type = type
    this.range = RANGES[type.kind]
    this.values = new layout.array(new ArrayBuffer(0)) as NumberArray // createBuilder sends 64-bit integers elsewhere
  }

  /** The number must be in the range of the type: it is not checked. */
  appendNumber(value: number): void {
    const row = this.length
    if (row === this.values.length) this.values = grow(this.values, row + 1)
    this.values[row] = value
    this.length = row + 1
  }

  /** The numbers must be in the range of the type: they are not checked. `nulls`: which of them are NULL, ascending. */
  appendNumbers(numbers: ArrayLike<number>, nulls?: Int32Array): void {
    if (nulls !== undefined) this.nulls.appendNulls(nulls, this.length)
    const end = this.length + numbers.length
    if (end > this.values.length) this.values = grow(this.values, end)
    this.values.set(numbers, this.length)
    this.length = end
  }

  appendNull(): void {
    const row = this.length
    if (row === this.values.length) this.values = grow(this.values, row + 1)
    this.nulls.appendNull(row)
    this.length = row + 1
  }

  append(value: Scalar): void {
    if (value === null) this.appendNull()
    else this.appendNumber(this.checked(value))
  }

  finish(): Column {
    const { type, length } = this
    const values = trim(this.values, length)
    const layout = fixedWidth(type)
    if (layout !== undefined) this.values = new layout.array(new ArrayBuffer(nextCapacity(length) * layout.bytesPerRow)) as NumberArray
    this.length = 0
    return { type, length, ...this.nulls.finish(length), values }
  }

  private checked(value: Scalar): number {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number !== 'number') throw wrongValue(value, this.type)
    const range = this.range
    if (range !== undefined && !(Number.isInteger(number) && number >= range[0] && number <= range[1])) throw wrongValue(value, this.type)
    return number
  }
}
