/** Casts to decimals: rounded to the scale, halves away from zero; a value that the precision does not hold has no counterpart. */
import { allOnes, clearBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { type DecimalType, decimalBuffer, powerOfTen, unscaledReader } from '../columnar/decimal-words.ts'
import { isValid } from '../columnar/is-valid.ts'
import { withValidity } from './boolean-column.ts'
import type { Fail } from './failure.ts'
import { float64Values } from './number-arrays.ts'
import { divideRounded, parseDecimal } from './parse-decimal.ts'
import { isInteger } from './type-classes.ts'

/** From integers, floats and decimals. */
export function castToDecimal(column: Column, to: DecimalType, fail: Fail | undefined): Column {
  const convert = conversion(column, to)
  const limit = powerOfTen(to.precision)
  const unscaled: bigint[] = new Array(column.length).fill(0n)
  const validity = column.validity?.slice() ?? allOnes(column.length)
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column, row)) continue
    const value = convert(row)
    if (value === undefined || value >= limit || value <= -limit) {
      if (fail) fail(row, 'out of range')
      clearBit(validity, row)
    } else unscaled[row] = value
  }
  return withValidity({ type: to, length: column.length, nullCount: 0, values: decimalBuffer(to, unscaled) }, validity)
}

function conversion(column: Column, to: DecimalType): (row: number) => bigint | undefined {
  const { type } = column
  if (type.kind === 'decimal') {
    const unscaled = unscaledReader(column)
    if (type.scale <= to.scale) {
      const factor = powerOfTen(to.scale - type.scale)
      return row => unscaled(row) * factor
    }
    const factor = powerOfTen(type.scale - to.scale)
    return row => divideRounded(unscaled(row), factor)
  }
  if (isInteger(type)) {
    const values = column.values as Int32Array | BigInt64Array // an integer column
    const factor = powerOfTen(to.scale)
    return row => BigInt(values[row] ?? 0) * factor
  }
  // By the shortest digits of the double, so that 1.005 is what was written. NaN and the infinities are no decimals.
  const values = float64Values(column)
  const text = type.kind === 'float32' ? (value: number) => String(Number(value.toPrecision(7))) : String
  return row => parseDecimal(text(values[row] ?? Number.NaN), to)
}
