import { expect, test } from 'vitest'
import type { Batch } from '../columnar/batch.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { MemoryTable } from './memory-table.ts'
import { rowsToBatches } from './rows-to-batches.ts'

async function* batchesOf(rows: readonly object[]): AsyncGenerator<Batch> {
  yield* rowsToBatches(rows).batches
}

async function scan(table: MemoryTable, projection: readonly string[]): Promise<unknown[][]> {
  const { source } = await table.scan({ projection, filters: [], targetPartitions: 1 })
  const rows: unknown[][] = []
  if (source.kind !== 'local') throw new Error('memory tables are local')
  for (const partition of source.partitions) {
    for await (const batch of partition()) {
      for (let row = 0; row < batch.numRows; row++) rows.push(batch.columns.map(column => scalarAt(column, row)))
    }
  }
  return rows
}

const { schema } = rowsToBatches([{ a: 1, b: 'x', s: { c: 1, d: 2 } }])

test('gives the columns asked for, in the order asked for', async () => {
  const table = new MemoryTable('t', schema)
  expect(await table.insert(batchesOf([{ a: 1, b: 'x', s: { c: 1, d: 2 } }]))).toMatchObject({ rows: 1 })
  await table.insert(batchesOf([{ a: 2, b: 'y', s: { c: 3, d: 4 } }]))
  expect(await scan(table, ['b', 'a'])).toEqual([
    ['x', 1n],
    ['y', 2n],
  ])
  expect(await scan(table, ['s.d'])).toEqual([[{ c: 1n, d: 2n }], [{ c: 3n, d: 4n }]])
  expect(await scan(table, [])).toEqual([[], []])
})

test('replaces all rows at once', async () => {
  const table = new MemoryTable('t', schema)
  await table.insert(batchesOf([{ a: 1, b: 'x', s: null }]))
  expect(await table.replace(batchesOf([{ a: 5, b: 'z', s: null }]))).toMatchObject({ rows: 1 })
  expect(await scan(table, ['a'])).toEqual([[5n]])
})

test('large batches come in pieces, one partition a million rows', async () => {
  const rows = Array.from({ length: 20_000 }, (_, a) => ({ a }))
  const { schema: one, batches } = rowsToBatches(rows)
  const table = MemoryTable.of('t', one, [...batches])
  expect((await scan(table, ['a'])).length).toBe(20_000)
})

test('a key that comes twice leaves the table as it was', async () => {
  const table = new MemoryTable('t', schema, { keys: [{ kind: 'primary-key', columns: ['a', 'b'] }] })
  await table.insert(batchesOf([{ a: 1, b: 'x', s: null }]))
  const again = [
    { a: 2, b: 'x', s: null },
    { a: 1, b: 'x', s: null },
  ]
  await expect(table.insert(batchesOf(again))).rejects.toThrow('The primary key (a, b) of table "t" already has the value (1, x).')
  expect(table.numRows).toBe(1)
  await expect(table.insert(batchesOf([{ a: null, b: 'x', s: null }]))).rejects.toThrow(
    'The primary key (a, b) of table "t" cannot be NULL.',
  )
  expect(await table.insert(batchesOf([{ a: 2, b: 'x', s: null }]))).toMatchObject({ rows: 1 })
})

test('UNIQUE takes NULL more than once; NOT NULL takes none', async () => {
  const unique = new MemoryTable('t', schema, { keys: [{ kind: 'unique', columns: ['a'] }] })
  const nulls = [
    { a: null, b: 'x', s: null },
    { a: null, b: 'y', s: null },
  ]
  expect(await unique.insert(batchesOf(nulls))).toMatchObject({ rows: 2 })
  const fields = schema.fields.map(field => ({ ...field, nullable: field.name !== 'a' }))
  await expect(new MemoryTable('t', { fields }).insert(batchesOf(nulls))).rejects.toThrow(
    'Column "a" of table "t" is NOT NULL, but a row gives it NULL.',
  )
})
