import { expect, test } from 'vitest'
import type { Batch } from './batch.ts'
import { columnFromScalars } from './column-from-scalars.ts'
import type { DataType } from './data-type.ts'
import { rowReader } from './row-reader.ts'
import type { Scalar } from './scalar.ts'
import type { Int64Rule } from './value-reader.ts'

function rows(columns: readonly (readonly [string, DataType, readonly Scalar[]])[], int64?: Int64Rule) {
  const schema = { fields: columns.map(([name, type]) => ({ name, type, nullable: true })) }
  const numRows = columns[0]?.[2].length ?? 0
  const batch: Batch = { schema, numRows, columns: columns.map(([, type, scalars]) => columnFromScalars(type, scalars)) }
  const read = rowReader(schema, int64)
  return Array.from({ length: numRows }, (_, row) => read(batch, row))
}

const MANY = 2n ** 53n + 1n

test('values are what JavaScript expects, lists arrays and structs objects', () => {
  const struct: DataType = { kind: 'struct', fields: [{ name: 'DP', type: { kind: 'int32' }, nullable: true }] }
  const [first, second] = rows([
    ['chrom', { kind: 'dictionary' }, ['chr1', null]],
    ['AF', { kind: 'list', item: { kind: 'float64' } }, [[0.5, null], []]],
    ['s', struct, [{ DP: 3 }, { DP: null }]],
    ['day', { kind: 'date' }, [1, null]],
    ['at', { kind: 'timestamp', unit: 'us' }, [-1n, 1_500n]],
    ['price', { kind: 'decimal', precision: 5, scale: 2 }, [-5n, 12345n]],
  ])
  expect(first).toEqual({
    chrom: 'chr1',
    AF: [0.5, null],
    s: { DP: 3 },
    day: new Date('1970-01-02'),
    at: new Date(-1),
    price: '-0.05',
  })
  expect(second).toEqual({ chrom: null, AF: [], s: { DP: null }, day: null, at: new Date(1), price: '123.45' })
})

test('an integer column is a number, or a bigint where it was declared BIGINT', () => {
  expect(rows([['n', { kind: 'int64' }, [7n]]])).toEqual([{ n: 7 }])
  expect(rows([['n', { kind: 'int64', declared: true }, [7n]]])).toEqual([{ n: 7n }])
  expect(rows([['n', { kind: 'uint64' }, [7n]]])).toEqual([{ n: 7n }])
})

test('int64 overrides what the column says', () => {
  expect(rows([['n', { kind: 'int64', declared: true }, [7n]]], 'number')).toEqual([{ n: 7 }])
  expect(rows([['n', { kind: 'int64' }, [MANY]]], 'bigint')).toEqual([{ n: MANY }])
})

test('a number beyond 2^53 is an error that names the column', () => {
  const message = `The value ${MANY} in column "n" does not fit a JavaScript number (beyond 2^53). Cast it to BIGINT, or open with { int64: 'bigint' }.`
  expect(() => rows([['n', { kind: 'int64' }, [MANY]]])).toThrow(expect.objectContaining({ code: 'EXECUTION', message }))
  const list: DataType = { kind: 'struct', fields: [{ name: 'n', type: { kind: 'int64' }, nullable: false }] }
  expect(() => rows([['s', list, [{ n: -MANY }]]])).toThrow('in column "s.n"')
})

test('rows have no prototype, and repeated names get a number', () => {
  const [row] = rows([
    ['__proto__', { kind: 'int32' }, [1]],
    ['a', { kind: 'int32' }, [2]],
    ['a', { kind: 'int32' }, [3]],
  ])
  expect(Object.getPrototypeOf(row)).toBeNull()
  expect(Object.entries(row!)).toEqual([
    ['__proto__', 1],
    ['a', 2],
    ['a_1', 3],
  ])
})
