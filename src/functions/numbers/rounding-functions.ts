/** Rounding. Integers stay what they are. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { type DecimalType, MAX_PRECISION, powerOfTen, unscaledReader } from '../../columnar/decimal-words.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { QueryError } from '../../common/errors.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { castColumn } from '../../kernels/cast-column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import { divideRounded } from '../../kernels/parse-decimal.ts'
import { isInteger } from '../../kernels/type-classes.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { numberReader } from '../support/number-reader.ts'
import { signature } from '../support/signature.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>

/** The type of the number; a decimal without its fraction. */
function wholeType([type]: readonly DataType[]): DataType {
  return type?.kind === 'decimal' ? { ...type, scale: 0 } : (type ?? { kind: 'float64' })
}

/** A decimal rounded to fewer digits has so many digits; without a constant it keeps those of its type. */
function roundedType(types: readonly DataType[], constants: readonly (Scalar | undefined)[]): DataType {
  const [type = { kind: 'float64' }] = types
  if (type.kind !== 'decimal') return type
  if (types.length === 1) return wholeType(types)
  const digits = constants[1]
  return digits === undefined || digits === null ? type : { ...type, scale: Math.max(0, Math.min(type.scale, Number(digits))) }
}

type Rounding = (value: bigint, unit: bigint) => bigint

function floorDivide(value: bigint, unit: bigint): bigint {
  return value / unit - (value % unit < 0n ? 1n : 0n)
}

/** A decimal as a multiple of 10^-digits, in the scale of the result. */
function roundDecimals(
  args: readonly Column[],
  result: { readonly numRows: number; readonly type: DecimalType },
  rounding: Rounding,
): Column {
  const { type } = result
  const column = argument(args, 0)
  const from = column.type.kind === 'decimal' ? column.type.scale : 0
  const unscaled = unscaledReader(column)
  const digits = numberReader(args[1])
  return mapRows(args, result, row => {
    // The type has as many digits behind the point as are kept, or more.
    const places = Math.max(-MAX_PRECISION, Math.min(type.scale, Math.trunc(digits(row))))
    const scaled = rounding(unscaled(row), powerOfTen(from - places)) * powerOfTen(type.scale - places)
    if (scaled < powerOfTen(type.precision) && scaled > -powerOfTen(type.precision)) return scaled
    throw new QueryError('EXECUTION', `The rounded number does not fit DECIMAL(${type.precision}, ${type.scale}); cast it to more digits`)
  })
}

function wholeFunction(description: Description, compute: (value: number) => number, rounding: Rounding): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    ...signature({ required: ['exact number'] }, wholeType),
    evaluate: (args, numRows, type) => {
      const column = argument(args, 0)
      if (isInteger(type)) return column
      if (type.kind === 'decimal') return roundDecimals(args, { numRows, type }, rounding)
      const values = float64Values(column)
      const out = new Float64Array(numRows)
      for (let row = 0; row < numRows; row++) out[row] = compute(values[row]!) // a row each
      return asType(
        withValidity({ type: { kind: 'float64' }, length: numRows, nullCount: 0, values: out }, commonValidity([column], numRows)),
        type,
      )
    },
  }
}

function asType(column: Column, to: DataType): Column {
  return castColumn(column, { to })
}

/** Halves away from zero, as PostgreSQL rounds decimals; negative digits round before the point. */
function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value
  const places = Math.max(-400, Math.min(400, Math.trunc(digits)))
  const magnitude = Math.abs(value)
  const quick = roundClearly(magnitude, places)
  if (quick !== undefined) return value < 0 ? -quick : quick
  // Through the decimal text, so that 1.005 to 2 digits does not meet 1.00499999999999989.
  const rounded = shift(Math.round(shift(magnitude, places)), -places)
  if (!Number.isFinite(rounded)) return value
  return value < 0 ? -rounded : rounded
}

/** Where the digit that decides is not near a half, multiplying is right and much faster. Undefined: it is near. */
function roundClearly(magnitude: number, places: number): number | undefined {
  const scale = POWERS[places]
  if (scale === undefined) return undefined
  const scaled = magnitude * scale
  const fraction = scaled - Math.floor(scaled)
  if (scaled > 2 ** 43 || Math.abs(fraction - 0.5) < 1e-6) return undefined
  // Dividing by a power of ten up to 10^15 rounds to the double nearest to the decimal.
  return Math.round(scaled) / scale
}

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

function shift(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

export const roundingFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'round',
    summary: 'The number rounded to so many digits after the point (0 where not given), halves away from zero.',
    example: 'SELECT round(0.12345, 3)',
    result: '0.123',
    ...signature({ required: ['exact number'], optional: ['integer'] }, roundedType),
    evaluate: (args, numRows, type) => {
      if (type.kind === 'decimal') return roundDecimals(args, { numRows, type }, divideRounded)
      const value = numberReader(args[0])
      const digits = numberReader(args[1])
      if (isInteger(type) && args.length === 1) return argument(args, 0)
      const rounded = mapRows(args, { numRows, type: { kind: 'float64' } }, row => roundTo(value(row), digits(row)))
      return asType(rounded, type)
    },
  },
  wholeFunction(
    { name: 'floor', summary: 'The greatest integer that is not above the number.', example: 'SELECT floor(2.7)', result: '2' },
    Math.floor,
    floorDivide,
  ),
  wholeFunction(
    {
      name: 'ceil',
      aliases: ['ceiling'],
      summary: 'The least integer that is not below the number.',
      example: 'SELECT ceil(2.1)',
      result: '3',
    },
    Math.ceil,
    (value, unit) => -floorDivide(-value, unit),
  ),
  wholeFunction(
    { name: 'trunc', aliases: ['truncate'], summary: 'The number without its fraction.', example: 'SELECT trunc(-2.7)', result: '-2' },
    Math.trunc,
    (value, unit) => value / unit,
  ),
]
