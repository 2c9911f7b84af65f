import * as arrow from 'apache-arrow'
import { expect, test } from 'vitest'
import { columnFromScalars } from '../column-from-scalars.ts'
import type { DataType } from '../data-type.ts'
import type { Scalar } from '../scalar.ts'
import { scalarAt } from '../scalar-at.ts'
import { fromRecordBatch } from './from-record-batch.ts'
import { toArrowTable } from './to-arrow-table.ts'
import { toRecordBatch } from './to-record-batch.ts'

function batchOf(type: DataType, scalars: readonly Scalar[]) {
  const schema = { fields: [{ name: 'a', type, nullable: true }] }
  return { schema, numRows: scalars.length, columns: [columnFromScalars(type, scalars)] }
}

test('apache-arrow reads what was written', () => {
  const list: DataType = { kind: 'list', item: { kind: 'utf8' } }
  const rows = toRecordBatch(batchOf(list, [['a', null], null, []])).toArray()
  expect(rows.map(row => row?.toJSON().a?.toJSON() ?? null)).toEqual([['a', null], null, []])
  const texts = toRecordBatch(batchOf({ kind: 'dictionary' }, ['x', null, 'y', 'x'])).getChild('a')
  expect(texts?.toJSON()).toEqual(['x', null, 'y', 'x'])
})

test('the buffers are the columns own', () => {
  const batch = batchOf({ kind: 'utf8' }, ['abc', 'd'])
  const data = toRecordBatch(batch).data.children[0]
  expect(data?.values.buffer).toBe(batch.columns[0]!.values.buffer)
  expect(data?.valueOffsets.buffer).toBe(batch.columns[0]!.offsets!.buffer)
})

test('a negative decimal fills all 128 bits', () => {
  const data = toRecordBatch(batchOf({ kind: 'decimal', precision: 4, scale: 2 }, [-2n])).data.children[0]
  expect([...data!.values]).toEqual([0xfffffffe, 0xffffffff, 0xffffffff, 0xffffffff])
})

test('a table has one dictionary a column, with the entries of all batches', () => {
  const [first, second] = [batchOf({ kind: 'dictionary' }, ['x', 'y']), batchOf({ kind: 'dictionary' }, ['z', 'x'])]
  const table = toArrowTable(first!.schema, [first!, { ...second!, schema: first!.schema }])
  const dictionaries = table.batches.map(batch => batch.data.children[0]?.dictionary)
  expect(dictionaries[0]).toBe(dictionaries[1])
  expect(dictionaries[0]?.toJSON()).toEqual(['x', 'y', 'z'])
  expect(table.getChild('a')?.toJSON()).toEqual(['x', 'y', 'z', 'x'])
})

test('a table without batches has its columns', () => {
  const table = toArrowTable({ fields: [{ name: 'a', type: { kind: 'dictionary' }, nullable: true }] }, [])
  expect([table.numRows, table.schema.fields.map(String)]).toEqual([0, ['a: Dictionary<Int32, Utf8>']])
  expect(arrow.tableFromIPC(arrow.tableToIPC(table)).schema.fields.map(field => field.name)).toEqual(['a'])
})

test('decimals of 38 digits keep their words on the way out and back', () => {
  const type = { kind: 'decimal', precision: 38, scale: 4 } as const
  const values = [10n ** 37n, -1n, null, -(10n ** 30n)]
  const schema = { fields: [{ name: 'x', type, nullable: true }] }
  const batch = { schema, numRows: values.length, columns: [columnFromScalars(type, values)] }
  const back = fromRecordBatch(toRecordBatch(batch))
  expect(back.schema.fields[0]?.type).toEqual(type)
  expect(values.map((_, row) => scalarAt(back.columns[0]!, row))).toEqual(values)
})
