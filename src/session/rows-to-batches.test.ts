import { expect, test } from 'vitest'
import { scalarAt } from '../columnar/scalar-at.ts'
import { typeName } from '../columnar/type-name.ts'
import { rowsToBatches } from './rows-to-batches.ts'

function describe(rows: readonly object[]) {
  const { schema, batches } = rowsToBatches(rows)
  const values = batches.flatMap(batch =>
    Array.from({ length: batch.numRows }, (_, row) => batch.columns.map(column => scalarAt(column, row))),
  )
  return { types: schema.fields.map(field => `${field.name}: ${typeName(field.type)}`), values }
}

test('infers a type a column, with NULLs and missing keys', () => {
  expect(describe([{ a: 1, b: null }, { a: null, b: 'x', c: true }, { c: undefined }])).toEqual({
    types: ['a: Int64', 'b: Utf8', 'c: Boolean'],
    values: [
      [1n, null, null],
      [null, 'x', true],
      [null, null, null],
    ],
  })
})

test('numbers with fractions, bigints, dates and bytes', () => {
  const date = new Date('2024-01-02T03:04:05.678Z')
  expect(
    describe([
      { f: 1, g: 2n, d: date, u: 2n ** 63n },
      { f: 1.5, g: 3, d: null, u: 1 },
    ]),
  ).toEqual({
    types: ['f: Float64', 'g: Int64', 'd: Timestamp(ms)', 'u: UInt64'],
    values: [
      [1, 2n, BigInt(date.getTime()), 2n ** 63n],
      [1.5, 3n, null, 1n],
    ],
  })
})

test('lists and structs nest, with NULLs inside', () => {
  expect(
    describe([
      { l: [1, null], s: { a: 1 } },
      { l: [], s: { b: ['x'] } },
      { l: null, s: null },
    ]),
  ).toEqual({
    types: ['l: List<Int64>', 's: Struct<a: Int64, b: List<Utf8>>'],
    values: [
      [[1n, null], { a: 1n, b: null }],
      [[], { a: null, b: ['x'] }],
      [null, null],
    ],
  })
})

test('__proto__ is a column like any other', () => {
  const row = JSON.parse('{"__proto__": 1, "constructor": 2}')
  expect(describe([row])).toEqual({ types: ['__proto__: Int64', 'constructor: Int64'], values: [[1n, 2n]] })
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('says which column and row do not fit', () => {
  expect(() => rowsToBatches([{ a: 1 }, { a: 'x' }])).toThrow('Column "a" is Int64 up to row 1 and Utf8 in row 2; give it one type.')
  expect(() => rowsToBatches([{ a: () => 1 }])).toThrow('Row 1 has a value in column "a" that no column type can hold (function).')
  expect(() => rowsToBatches([1 as never])).toThrow('Row 1 is number; rows must be objects with a key a column.')
})
