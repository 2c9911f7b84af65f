/** Sign and bits of numbers. */

import type { DataType } from '../../columnar/data-type.ts'
import { intervalAt } from '../../columnar/interval-value.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { QueryError } from '../../common/errors.ts'
import { integerLimits } from '../../kernels/integer-limits.ts'
import { bitsOf, isInteger, isUnsigned } from '../../kernels/type-classes.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { signature } from '../support/signature.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result' | 'safe'>

/** `compute` gets a bigint for 64-bit integers and decimals (unscaled), else a number. */
function numericFunction(
  description: Description,
  resultOf: (type: DataType) => DataType | undefined,
  compute: (value: number | bigint, type: DataType, from: DataType) => Scalar,
): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    ...signature({ required: ['exact number'] }, ([type]) => type && resultOf(type)),
    evaluate: (args, numRows, type) => {
      const column = argument(args, 0)
      return mapRows(args, { numRows, type }, row => compute(scalarAt(column, row) as number | bigint, type, column.type)) // a number column, not NULL here
    },
  }
}

/** The negative of an unsigned value needs a signed type; of a small one int32, as in arithmetic. */
function negatedType(type: DataType): DataType {
  if (!isInteger(type) || type.kind === 'int64') return type
  return bitsOf(type) < 32 || type.kind === 'int32' ? { kind: 'int32' } : { kind: 'int64' }
}

function within(value: number | bigint, type: DataType, name: string): Scalar {
  if (!isInteger(type)) return value
  const { min, max } = integerLimits(type)
  if (value >= min && value <= max) return type.kind === 'int64' || type.kind === 'uint64' ? BigInt(value) : Number(value)
  throw new QueryError('EXECUTION', `Integer overflow: ${name} of the value gives ${value}, which does not fit; cast it to DOUBLE`)
}

function negate(value: number | bigint, type: DataType): Scalar {
  if (typeof value === 'bigint') return within(-value, type, 'the negative')
  return isInteger(type) ? within(0 - value, type, 'the negative') : -value
}

/** The opposite of each part. */
function withIntervals(fn: ScalarFunction): ScalarFunction {
  return {
    ...fn,
    resultType: (types, constants) => (types.length === 1 && types[0]?.kind === 'interval' ? types[0] : fn.resultType(types, constants)),
    evaluate: (args, numRows, type) => {
      if (type.kind !== 'interval') return fn.evaluate(args, numRows, type)
      const words = argument(args, 0).values as Int32Array // of an interval column
      return mapRows(args, { numRows, type }, row => {
        const { months, days, microseconds } = intervalAt(words, row)
        return { months: 0 - months, days: 0 - days, microseconds: -microseconds }
      })
    },
  }
}

function countOnes(value: number | bigint, bits: number): Scalar {
  let ones = 0
  // A negative number has its sign bits.
  for (let rest = BigInt.asUintN(bits, BigInt(value)); rest !== 0n; rest &= rest - 1n) ones++
  return ones
}

function onlyInteger(type: DataType): DataType | undefined {
  return isInteger(type) ? type : undefined
}

export const signFunctions: readonly ScalarFunction[] = [
  numericFunction(
    { name: 'abs', summary: 'The number without its sign.', example: 'SELECT abs(-5)', result: '5' },
    type => type,
    (value, type) => (typeof value === 'bigint' ? within(value < 0n ? -value : value, type, 'abs') : within(Math.abs(value), type, 'abs')),
  ),
  numericFunction(
    { name: 'sign', aliases: ['signum'], summary: '-1, 0 or 1.', example: 'SELECT sign(-5)', result: '-1', safe: true },
    () => ({ kind: 'int32' }),
    value => (value > 0 ? 1 : value < 0 ? -1 : 0),
  ),
  withIntervals(
    numericFunction(
      { name: 'negate', summary: 'The number or interval with the opposite sign: `-x`.', example: 'SELECT -(2 + 3)', result: '-5' },
      negatedType,
      negate,
    ),
  ),
  numericFunction(
    { name: 'bit_not', summary: 'All bits flipped: `~x`.', example: 'SELECT ~5', result: '-6', safe: true },
    onlyInteger,
    (value, type) => {
      if (!isUnsigned(type)) return typeof value === 'bigint' ? ~value : ~value
      const flipped = BigInt.asUintN(bitsOf(type), ~BigInt(value))
      return type.kind === 'uint64' ? flipped : Number(flipped)
    },
  ),
  numericFunction(
    { name: 'bit_count', summary: 'How many bits of an integer are 1.', example: 'SELECT bit_count(99)', result: '4', safe: true },
    type => onlyInteger(type) && { kind: 'int32' },
    (value, _type, from) => countOnes(value, bitsOf(from)),
  ),
]
