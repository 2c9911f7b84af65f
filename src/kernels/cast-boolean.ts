/** Casts between booleans and numbers: 1 and 0; every number but 0 is true. */
import { bitmapBytes, getBit } from '../columnar/bitmap.ts'
import { createBuilder } from '../columnar/builders/create-builder.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { powerOfTen } from '../columnar/decimal-words.ts'
import { isValid } from '../columnar/is-valid.ts'
import { booleanColumn } from './boolean-column.ts'
import { float64Values } from './number-arrays.ts'

export function booleanToNumber(column: Column, to: DataType): Column {
  // 1 as an unscaled decimal.
  const one = to.kind === 'decimal' ? powerOfTen(to.scale) : 1
  const builder = createBuilder(to)
  const bits = column.values as Uint8Array // of a boolean column
  for (let row = 0; row < column.length; row++) builder.append(isValid(column, row) ? (getBit(bits, row) ? one : 0) : null)
  return builder.finish()
}

export function numberToBoolean(column: Column): Column {
  const values = float64Values(column)
  const bits = new Uint8Array(bitmapBytes(column.length))
  for (let row = 0; row < column.length; row++) bits[row >>> 3]! |= +(values[row] !== 0) << (row & 7) // a bit for every row
  return booleanColumn(bits, column.length, column.validity)
}
