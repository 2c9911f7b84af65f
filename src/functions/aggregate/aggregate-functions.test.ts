import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { createFunctionRegistry } from '../create-function-registry.ts'

const registry = createFunctionRegistry()
const int32: DataType = { kind: 'int32' }
const int64: DataType = { kind: 'int64' }
const float64: DataType = { kind: 'float64' }
const utf8: DataType = { kind: 'utf8' }
const boolean: DataType = { kind: 'boolean' }

type Rows = readonly (readonly [group: number, value: Scalar])[]

function scalars(column: Column): Scalar[] {
  return Array.from({ length: column.length }, (_, row) => scalarAt(column, row))
}

function accumulate(name: string, type: DataType, batches: readonly Rows[], numGroups: number) {
  const fn = registry.aggregate(name)!
  const accumulator = fn.createAccumulator([type])
  for (const rows of batches) {
    const column = columnFromScalars(
      type,
      rows.map(([, value]) => value),
    )
    // Groups appear as rows do.
    accumulator.update(
      [column],
      Uint32Array.from(rows, ([group]) => group),
      numGroups,
    )
  }
  accumulator.update([columnFromScalars(type, [])], new Uint32Array(0), numGroups)
  return accumulator
}

function aggregate(name: string, type: DataType, rows: Rows, numGroups = 1): Scalar[] {
  const result = accumulate(name, type, [rows], numGroups).finish()
  expect(result.type.kind).toBe(registry.aggregate(name)?.resultType([type])?.kind)
  return scalars(result)
}

const rows = (...values: Scalar[]): Rows => values.map(value => [0, value])

test.each<[string, DataType, readonly Scalar[], Scalar]>([
  ['count', int32, [1, null, 3], 2n],
  ['count', int32, [], 0n],
  ['count_if', boolean, [true, null, false, true], 2n],
  ['sum', int32, [1, null, 3], 4n],
  ['sum', int32, [null], null],
  ['sum', int32, [], null],
  ['sum', { kind: 'uint8' }, [255, 255], 510n],
  ['sum', float64, [0.5, 0.25], 0.75],
  ['sum', { kind: 'float32' }, [0.5, null], 0.5],
  ['sum', int64, [2n ** 62n, 2n ** 61n, -5n, null], 2n ** 62n + 2n ** 61n - 5n],
  ['sum', int64, [2n ** 63n - 1n, 2n, -5n], 2n ** 63n - 4n],
  ['sum', { kind: 'uint64' }, [2n ** 62n], 2n ** 62n],
  ['avg', int32, [1, 2, null], 1.5],
  ['avg', int32, [null], null],
  ['avg', int64, [1n, 2n], 1.5],
  ['min', int32, [3, null, -7], -7],
  ['max', int32, [3, null, -7], 3],
  ['min', float64, [Number.NaN, 2, 3], 2],
  ['min', float64, [Number.NaN], Number.NaN],
  ['max', float64, [1, Number.NaN, 3], Number.NaN],
  ['max', { kind: 'uint64' }, [1n, 2n ** 63n + 1n, null], 2n ** 63n + 1n],
  ['min', int64, [5n, -(2n ** 63n)], -(2n ** 63n)],
  ['min', utf8, ['b', null, 'a', 'aa'], 'a'],
  ['max', utf8, ['b', null, 'é', 'z'], 'é'],
  ['max', { kind: 'dictionary' }, ['chr2', 'chr10', null], 'chr2'],
  ['min', boolean, [true, false, null], false],
  [
    'max',
    { kind: 'list', item: int32 },
    [
      [1, 2],
      [1, 3],
      [0, 9],
    ],
    [1, 3],
  ],
  ['max', { kind: 'date' }, [1, 5], 5],
  ['min', utf8, [null], null],
  ['any_value', utf8, [null, 'x', 'y'], 'x'],
  ['any_value', utf8, [null], null],
  ['bool_and', boolean, [true, null], true],
  ['bool_and', boolean, [true, false], false],
  ['bool_or', boolean, [false, null], false],
  ['bool_or', boolean, [null], null],
  ['string_agg', utf8, ['a', null, 'b'], 'a,b'],
  ['string_agg', utf8, [null], null],
  ['array_agg', int32, [1, null, 3], [1, null, 3]],
  ['array_agg', int32, [], null],
  ['var_pop', float64, [1, 2, 3, 4], 1.25],
  ['stddev_samp', float64, [5], null],
  ['stddev_pop', int32, [2, 4], 1],
])('%s of %o %o is %o', (name, type, values, expected) => {
  expect(aggregate(name, type, rows(...values))).toEqual([expected])
})

test('count(*) counts rows', () => {
  const accumulator = registry.aggregate('count')!.createAccumulator([])
  accumulator.update([], Uint32Array.of(0, 1, 0), 2)
  accumulator.update([], Uint32Array.of(2), 3)
  expect(scalars(accumulator.finish())).toEqual([2n, 1n, 1n])
})

test('string_agg takes its separator from the rows', () => {
  const accumulator = registry.aggregate('string_agg')!.createAccumulator([utf8, utf8])
  accumulator.update([columnFromScalars(utf8, ['a', 'b', 'c']), columnFromScalars(utf8, [';', ';', '-'])], Uint32Array.of(0, 0, 0), 1)
  expect(scalars(accumulator.finish())).toEqual(['a;b-c'])
})

describe('sums that do not fit are errors', () => {
  test('of 32-bit integers, beyond 2^53', () => {
    const accumulator = registry.aggregate('sum')!.createAccumulator([int32])
    accumulator.merge([columnFromScalars(int64, [2n ** 53n - 1n])], Uint32Array.of(0), 1)
    const one = columnFromScalars(int32, [1])
    expect(() => accumulator.update([one], Uint32Array.of(0), 1)).toThrow(
      'Integer overflow in sum: the sum is beyond 2^53; cast the argument to BIGINT or DOUBLE.',
    )
  })

  test('of 64-bit integers', () => {
    expect(() => aggregate('sum', int64, rows(2n ** 62n, 2n ** 62n))).toThrow(
      'Integer overflow in sum: the sum does not fit BIGINT; cast the argument to DOUBLE.',
    )
  })
})

test('a declared BIGINT sums to a declared BIGINT', () => {
  const declared: DataType = { kind: 'int64', declared: true }
  expect(registry.aggregate('sum')?.resultType([declared])).toEqual(declared)
  expect(registry.aggregate('sum')?.resultType([int32])).toEqual(int64)
})

const kinds = [
  ['count', int32],
  ['sum', int32],
  ['sum', int64],
  ['avg', int32],
  ['min', float64],
  ['max', float64],
  ['min', utf8],
  ['max', { kind: 'dictionary' }],
  ['max', int64],
  ['min', boolean],
  ['any_value', utf8],
  ['bool_and', boolean],
  ['bool_or', boolean],
  ['string_agg', utf8],
  ['array_agg', int32],
  ['var_samp', int32],
] as const

function cellsOf(type: DataType): fc.Arbitrary<Scalar> {
  if (type.kind === 'int32') return fc.integer({ min: -100, max: 100 })
  if (type.kind === 'int64') return fc.bigInt({ min: -(2n ** 55n), max: 2n ** 55n })
  if (type.kind === 'float64') return fc.constantFrom(1, -2.5, Number.NaN, 0)
  return type.kind === 'boolean' ? fc.boolean() : fc.constantFrom('', 'a', 'b', 'chr1')
}

test.each(kinds)('%s of %o: partial results merged in order are the whole', (name, type) => {
  const row = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.option(cellsOf(type), { nil: null }))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), fc.array(row, { maxLength: 20 }), (first, second) => {
      const whole = scalars(accumulate(name, type, [first, second], 4).finish())
      const merged = registry.aggregate(name)!.createAccumulator([type])
      for (const part of [first, second]) {
        const partial = accumulate(name, type, [part], 4).partial()
        merged.merge(partial, Uint32Array.of(0, 1, 2, 3), 4)
      }
      const result = scalars(merged.finish())
      if (name === 'var_samp')
        for (const [i, value] of whole.entries())
          value === null ? expect(result[i]).toBeNull() : expect(result[i]).toBeCloseTo(Number(value), 9)
      else expect(result).toEqual(whole)
    }),
    { seed: 6, numRuns: 100 },
  )
})

test('the types of partial columns are known before any row', () => {
  for (const [name, type] of kinds) {
    const empty = accumulate(name, type, [], 1)
      .partial()
      .map(column => column.type.kind)
    const cell = fc.sample(cellsOf(type), { seed: 7, numRuns: 1 })[0]!
    expect(
      accumulate(name, type, [rows(cell)], 1)
        .partial()
        .map(column => column.type.kind),
      name,
    ).toEqual(empty)
  }
})
