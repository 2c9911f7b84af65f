/** Tests on numbers, divisors, and random numbers. */
import { bitmapBytes } from '../../columnar/bitmap.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { integerAt } from '../../kernels/arithmetic-bigint.ts'
import { booleanColumn, commonValidity } from '../../kernels/boolean-column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { rowFunction } from '../support/row-function.ts'
import { signature } from '../support/signature.ts'
import { nextRandom, seedRandom } from './random-source.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>

const float64: DataType = { kind: 'float64' }
const int64: DataType = { kind: 'int64' }

function testFunction(description: Description, test: (value: number) => boolean): ScalarFunction {
  return {
    kind: 'scalar',
    safe: true,
    ...description,
    ...signature({ required: ['number'] }, { kind: 'boolean' }),
    evaluate: (args, numRows) => {
      const column = argument(args, 0)
      const values = float64Values(column)
      const bits = new Uint8Array(bitmapBytes(numRows))
      for (let row = 0; row < numRows; row++) bits[row >>> 3]! |= +test(values[row]!) << (row & 7) // a row each
      return booleanColumn(bits, numRows, commonValidity([column], numRows))
    },
  }
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

function leastMultiple(a: bigint, b: bigint): bigint {
  const divisor = greatestDivisor(a, b)
  const multiple = divisor === 0n ? 0n : (a / divisor) * b
  return multiple < 0n ? -multiple : multiple
}

function checked(value: bigint, name: string): bigint {
  if (BigInt.asIntN(64, value) === value) return value
  throw new QueryError('EXECUTION', `Integer overflow in ${name}: ${value} does not fit BIGINT`)
}

function divisorFunction(description: Description, compute: (a: bigint, b: bigint) => bigint): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    ...signature({ required: ['integer', 'integer'] }, int64),
    evaluate: (args, numRows) => {
      const [a, b] = [argument(args, 0), argument(args, 1)]
      return mapRows(args, { numRows, type: int64 }, row => checked(compute(integerAt(a, row), integerAt(b, row)), description.name))
    },
  }
}

export const numberFunctions: readonly ScalarFunction[] = [
  testFunction({ name: 'isnan', summary: 'Whether a number is NaN.', example: "SELECT isnan('NaN')", result: 'true' }, Number.isNaN),
  testFunction(
    { name: 'isfinite', summary: 'Whether a number is neither NaN nor infinite.', example: 'SELECT isfinite(1.5)', result: 'true' },
    Number.isFinite,
  ),
  testFunction(
    { name: 'isinf', summary: 'Whether a number is infinite.', example: "SELECT isinf('-Infinity')", result: 'true' },
    value => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  ),
  divisorFunction(
    {
      name: 'gcd',
      aliases: ['greatest_common_divisor'],
      summary: 'The greatest common divisor of two integers.',
      example: 'SELECT gcd(42, 30)',
      result: '6',
    },
    greatestDivisor,
  ),
  divisorFunction(
    {
      name: 'lcm',
      aliases: ['least_common_multiple'],
      summary: 'The least common multiple of two integers.',
      example: 'SELECT lcm(4, 6)',
      result: '12',
    },
    leastMultiple,
  ),
  {
    kind: 'scalar',
    name: 'random',
    summary: 'Another number from 0 up to 1 for each row.',
    example: 'SELECT random() < 1',
    result: 'true',
    volatility: 'volatile',
    safe: true,
    ...signature({ required: [] }, float64),
    evaluate: (_args, numRows) => ({
      type: float64,
      length: numRows,
      nullCount: 0,
      values: Float64Array.from({ length: numRows }, nextRandom),
    }),
  },
  rowFunction({
    name: 'setseed',
    summary: 'Makes random() and uuid() give the sequence of a seed, -1 to 1, from here on; the result is NULL.',
    example: 'SELECT setseed(0.5) IS NULL',
    result: 'true',
    volatility: 'volatile',
    takes: ['number'],
    gives: { kind: 'boolean' },
    compute: (seed: number) => {
      if (!(seed >= -1 && seed <= 1)) throw new QueryError('EXECUTION', `Function setseed takes a number from -1 to 1, not ${seed}`)
      seedRandom(seed)
      return null
    },
  }),
]
