/** Factorials, digits in other bases, buckets. */
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'

const utf8: DataType = { kind: 'utf8' }
const boolean: DataType = { kind: 'boolean' }
const int32: DataType = { kind: 'int32' }
const int64: DataType = { kind: 'int64' }
const hugeint: DataType = { kind: 'decimal', precision: 38, scale: 0 }

function factorial(value: number): bigint {
  if (value < 0) throw new QueryError('EXECUTION', `Function factorial has no value for ${value}`)
  if (value > 33) throw new QueryError('EXECUTION', `The factorial of ${value} has more than 38 digits; gamma(${value + 1}) gives a DOUBLE`)
  let product = 1n
  for (let factor = 2n; factor <= value; factor++) product *= factor
  return product
}

function toBase(value: number | bigint, radix: number, width = 0): string {
  if (radix < 2 || radix > 36) throw new QueryError('EXECUTION', `Function to_base takes a base from 2 to 36, not ${radix}`)
  if (value < 0) throw new QueryError('EXECUTION', 'Function to_base takes no negative number')
  return value.toString(radix).toUpperCase().padStart(Math.min(width, 64), '0')
}

/** 1 to `count` within the bounds, 0 and count + 1 outside, as in PostgreSQL. */
function bucket(value: number, low: number, high: number, count: number): number {
  if (!(count > 0) || low === high || !Number.isFinite(low) || !Number.isFinite(high)) {
    throw new QueryError('EXECUTION', 'Function width_bucket takes two different bounds and a positive number of buckets')
  }
  const part = (value - low) / (high - low)
  return part < 0 ? 0 : part >= 1 ? count + 1 : Math.floor(part * count) + 1
}

export const integerFunctions: readonly ScalarFunction[] = [
  rowFunction({
    name: 'factorial',
    summary: 'The product of the integers up to one.',
    example: 'SELECT factorial(5)',
    result: '120',
    takes: ['integer'],
    gives: hugeint,
    compute: factorial,
  }),
  rowFunction({
    name: 'to_base',
    summary: 'An integer in another base (2 to 36), filled with zeros to a width.',
    example: 'SELECT to_base(255, 16, 4)',
    result: '00FF',
    takes: ['exact integer', 'integer'],
    optional: ['integer'],
    gives: utf8,
    compute: toBase,
  }),
  rowFunction({
    name: 'width_bucket',
    summary: 'Which of so many buckets of one width between two bounds a number lies in; 0 below, one more than there are above.',
    example: 'SELECT width_bucket(5.35, 0.024, 10.06, 5)',
    result: '3',
    takes: ['number', 'number', 'number', 'integer'],
    gives: int32,
    compute: bucket,
  }),
  rowFunction({
    name: 'signbit',
    summary: 'Whether the sign of a number is minus; that of -0 is.',
    example: 'SELECT signbit(-0.0)',
    result: 'true',
    safe: true,
    takes: ['number'],
    gives: boolean,
    compute: (value: number) => value < 0 || Object.is(value, -0),
  }),
  rowFunction({
    name: 'min_scale',
    summary: 'How many digits behind the point a number needs.',
    example: 'SELECT min_scale(8.4100)',
    result: '2',
    safe: true,
    takes: ['printable'],
    gives: int64,
    compute: (text: string) => BigInt((/\.(\d*?)0*$/.exec(text)?.[1] ?? '').length),
  }),
]
