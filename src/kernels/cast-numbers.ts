/** Casts between number types: a value out of the target's range has no counterpart; floats round to the nearest integer, halves to even. */
import { allOnes, clearBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { powerOfTen, unscaledReader } from '../columnar/decimal-words.ts'
import { type FixedWidthArray, fixedWidth } from '../columnar/fixed-width.ts'
import { isValid } from '../columnar/is-valid.ts'
import { allWithin } from './arithmetic-float64.ts'
import { withValidity } from './boolean-column.ts'
import { castToDecimal } from './cast-decimals.ts'
import type { Fail } from './failure.ts'
import { integerLimits } from './integer-limits.ts'
import { float64ToWords, float64Values, isSafe64 } from './number-arrays.ts'
import { divideRounded } from './parse-decimal.ts'

export function castNumbers(column: Column, cast: { readonly to: DataType; readonly fail?: Fail }): Column {
  const { to } = cast
  if (to.kind === 'decimal') return castToDecimal(column, to, cast.fail)
  if (to.kind === 'float64' || to.kind === 'float32') return { ...column, type: to, values: toFloats(column, to) }
  return castFast(column, to) ?? castExactly(column, cast)
}

function toFloats(column: Column, to: DataType): ArrayBufferView {
  const values = float64Values(column)
  return to.kind === 'float32' ? new Float32Array(values) : values
}

/** Through doubles, where all values (also those under NULLs) are exact in them and in range. */
function castFast(column: Column, to: DataType): Column | undefined {
  const { kind } = column.type
  if (kind === 'decimal' || ((kind === 'int64' || kind === 'uint64') && !isSafe64(column))) return undefined
  const float = kind === 'float64' || kind === 'float32'
  const values = float ? roundAll(float64Values(column), column.length) : float64Values(column)
  const { min, max } = integerLimits(to)
  const safe = 2 ** 53
  if (hasNaN(values) || !allWithin(values, Math.max(Number(min), -safe), Math.min(Number(max), safe))) return undefined
  return { ...column, type: to, values: fromFloat64(values, column.length, to) }
}

function fromFloat64(values: Float64Array, length: number, to: DataType): ArrayBufferView {
  switch (to.kind) {
    case 'int8':
      return new Int8Array(values)
    case 'int16':
      return new Int16Array(values)
    case 'int32':
      return new Int32Array(values)
    case 'uint8':
      return new Uint8Array(values)
    case 'uint16':
      return new Uint16Array(values)
    case 'uint32':
      return new Uint32Array(values)
    case 'uint64':
      return new BigUint64Array(float64ToWords(values, length).buffer)
    default:
      return new BigInt64Array(float64ToWords(values, length).buffer)
  }
}

function hasNaN(values: Float64Array): boolean {
  let found = 0
  for (let i = 0; i < values.length; i++) found |= +Number.isNaN(values[i])
  return found === 1
}

function roundAll(values: Float64Array, length: number): Float64Array {
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) out[i] = roundHalfEven(values[i]!) // at least `length` entries
  return out
}

/** The nearest integer; of two, the even one. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

/** Row by row on BigInts. */
function castExactly(column: Column, { to, fail }: { readonly to: DataType; readonly fail?: Fail }): Column {
  const layout = fixedWidth(to)! // number types have one
  const values = new layout.array(new ArrayBuffer(column.length * layout.bytesPerRow)) as FixedWidthArray
  const wide = to.kind === 'int64' || to.kind === 'uint64'
  const { min, max } = integerLimits(to)
  const validity = column.validity?.slice() ?? allOnes(column.length)
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column, row)) continue
    const integer = integerFrom(column, row)
    if (integer === undefined || integer < min || integer > max) {
      if (fail) fail(row, 'out of range')
      clearBit(validity, row)
    } else if (wide)
      (values as BigInt64Array)[row] = integer // wide: int64 or uint64
    else (values as Int32Array)[row] = Number(integer) // one of the narrower arrays
  }
  return withValidity({ ...column, type: to, values }, validity)
}

/** Undefined for NaN and the infinities. */
function integerFrom(column: Column, row: number): bigint | undefined {
  const { type } = column
  if (type.kind === 'decimal') return divideRounded(unscaledReader(column)(row), powerOfTen(type.scale))
  const value = (column.values as FixedWidthArray)[row]! // a number column, a row within it
  if (typeof value === 'bigint') return value
  return Number.isFinite(value) ? BigInt(roundHalfEven(value)) : undefined
}
