import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { castColumn } from './cast-column.ts'

const int8: DataType = { kind: 'int8' }
const int32: DataType = { kind: 'int32' }
const int64: DataType = { kind: 'int64' }
const uint32: DataType = { kind: 'uint32' }
const uint64: DataType = { kind: 'uint64' }
const float32: DataType = { kind: 'float32' }
const float64: DataType = { kind: 'float64' }
const utf8: DataType = { kind: 'utf8' }
const boolean: DataType = { kind: 'boolean' }
const dictionary: DataType = { kind: 'dictionary' }
const date: DataType = { kind: 'date' }
const timestamp: DataType = { kind: 'timestamp', unit: 'us' }
const list = (item: DataType): DataType => ({ kind: 'list', item })

const refuse = (row: number) => {
  throw new Error(`row ${row}`)
}

/** Between two NULLs, so that rows count. */
function cast(value: Scalar, from: DataType, to: DataType): Scalar {
  const column = columnFromScalars(from, [null, value, null])
  const strict = castColumn(column, { to, fail: refuse })
  expect(strict.type).toEqual(to)
  expect([scalarAt(strict, 0), scalarAt(strict, 2)]).toEqual([null, null])
  expect(scalarAt(castColumn(column, { to }), 1)).toEqual(scalarAt(strict, 1))
  return scalarAt(strict, 1)
}

describe('casts', () => {
  test.each<[Scalar, DataType, DataType, Scalar]>([
    ['12', utf8, int32, 12],
    [' -7 ', utf8, int32, -7],
    ['+3', utf8, int8, 3],
    ['0x1f', utf8, int32, 31],
    ['9223372036854775807', utf8, int64, 2n ** 63n - 1n],
    ['18446744073709551615', utf8, uint64, 2n ** 64n - 1n],
    ['1.5', utf8, float64, 1.5],
    ['-0', utf8, float64, -0],
    ['.5e-1', utf8, float64, 0.05],
    ['inf', utf8, float64, Number.POSITIVE_INFINITY],
    ['NaN', utf8, float64, Number.NaN],
    ['yes', utf8, boolean, true],
    [' OFF', utf8, boolean, false],
    ['2020-02-29', utf8, date, 18321],
    ['1969-12-31 23:59:59.5', utf8, timestamp, -500000n],
    ['2020-01-01T00:00:00+01:00', utf8, timestamp, 1577833200000000n],
    ['chr1', utf8, dictionary, 'chr1'],
    ['chr1', dictionary, utf8, 'chr1'],
    ['7', dictionary, int32, 7],
    [12, int32, utf8, '12'],
    [2n ** 63n - 1n, int64, utf8, '9223372036854775807'],
    [0.1, float64, utf8, '0.1'],
    [1, float64, utf8, '1'],
    [1e21, float64, utf8, '1e+21'],
    [-0, float64, utf8, '-0'],
    [Number.NaN, float64, utf8, 'NaN'],
    [Math.fround(0.1), float32, utf8, '0.1'],
    [Math.fround(16777216), float32, utf8, '16777216'],
    [true, boolean, utf8, 'true'],
    [true, boolean, int32, 1],
    [0, int32, boolean, false],
    [0.5, float64, boolean, true],
    [18321, date, utf8, '2020-02-29'],
    [-500000n, timestamp, utf8, '1969-12-31 23:59:59.5'],
    [-1n, timestamp, date, -1],
    [-1, date, timestamp, -86400000000n],
    [2.5, float64, int32, 2],
    [3.5, float64, int32, 4],
    [-2.5, float64, int32, -2],
    [0.49999999999999994, float64, int32, 0],
    [2 ** 53 + 2, float64, int64, 2n ** 53n + 2n],
    [2n ** 53n + 1n, int64, uint64, 2n ** 53n + 1n],
    [2n ** 62n, int64, float64, 2 ** 62],
    [2n ** 64n - 1n, uint64, float64, 2 ** 64],
    [4294967295, uint32, int64, 4294967295n],
    [-1n, int64, int8, -1],
    [[1, null, 300], list(int32), list(float64), [1, null, 300]],
    [['1', '2'], list(utf8), list(int32), [1, 2]],
    [[1, null, 2], list(int32), utf8, '[1, NULL, 2]'],
    [null, { kind: 'null' }, int32, null],
    [{ a: 1 }, { kind: 'struct', fields: [{ name: 'a', type: int32, nullable: true }] }, utf8, "{'a': 1}"],
    [
      { a: 1 },
      { kind: 'struct', fields: [{ name: 'a', type: int32, nullable: true }] },
      { kind: 'struct', fields: [{ name: 'b', type: utf8, nullable: true }] },
      { b: '1' },
    ],
    [Uint8Array.of(0, 255), { kind: 'binary' }, utf8, '\\x00ff'],
    ['é', utf8, { kind: 'binary' }, Uint8Array.of(0xc3, 0xa9)],
    [12345n, { kind: 'decimal', precision: 9, scale: 2 }, utf8, '123.45'],
    [12345n, { kind: 'decimal', precision: 9, scale: 2 }, float64, 123.45],
    [12350n, { kind: 'decimal', precision: 9, scale: 2 }, int32, 124],
  ])('%o of %o to %o is %o', (value, from, to, expected) => {
    expect(cast(value, from, to)).toEqual(expected)
  })

  test.each<[Scalar, DataType, DataType]>([
    ['abc', utf8, int32],
    ['', utf8, int32],
    ['1.0', utf8, int32],
    ['1e3', utf8, int32],
    ['1 2', utf8, int32],
    ['2147483648', utf8, int32],
    ['-1', utf8, uint32],
    ['9223372036854775808', utf8, int64],
    ['1..5', utf8, float64],
    ['maybe', utf8, boolean],
    ['2021-02-30', utf8, date],
    ['2021-01-01 25:00', utf8, timestamp],
    [128, int32, int8],
    [-1, int32, uint32],
    [2 ** 31, float64, int32],
    [Number.NaN, float64, int32],
    [Number.POSITIVE_INFINITY, float64, int64],
    [2 ** 63, float64, int64],
    [2n ** 63n, uint64, int64],
    [-1n, int64, uint64],
    [[1, 300], list(int32), list(int8)],
  ])('%o of %o to %o fails, and is NULL in TRY_CAST', (value, from, to) => {
    const column = columnFromScalars(from, [null, value])
    expect(() => castColumn(column, { to, fail: refuse })).toThrow('row 1')
    const tried = scalarAt(castColumn(column, { to }), 1)
    expect(tried).toEqual(from.kind === 'list' ? [1, null] : null)
  })
})

test('numbers come back from their text', () => {
  fc.assert(
    fc.property(fc.double(), value => {
      expect(cast(cast(value, float64, utf8), utf8, float64)).toBe(value)
      const single = Math.fround(value)
      expect(cast(cast(single, float32, utf8), utf8, float32)).toBe(single)
    }),
    { seed: 9, numRuns: 500 },
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), value => {
      expect(cast(cast(value, int64, utf8), utf8, int64)).toBe(value)
    }),
    { seed: 10, numRuns: 200 },
  )
})

test('what stands under a NULL cannot fail', () => {
  const lists = columnFromScalars(list(int32), [[300], [1]])
  const column = { ...lists, nullCount: 1, validity: Uint8Array.of(0b10) }
  const result = castColumn(column, { to: list(int8), fail: refuse })
  expect([0, 1].map(row => scalarAt(result, row))).toEqual([null, [1]])
})
