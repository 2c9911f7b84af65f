import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import { sortRows } from '../kernels/sort-rows.ts'
import { TopK } from './top-k.ts'

const functions = createFunctionRegistry()
const int32: DataType = { kind: 'int32' }

function batchesOf(type: DataType, toValue: (row: number) => Scalar) {
  const schema = {
    fields: [
      { name: 'key', type, nullable: true },
      { name: 'row', type: int32, nullable: false },
    ],
  }
  return Array.from({ length: 8 }, (_, batch) => {
    const rows = Array.from({ length: 700 }, (_, i) => batch * 700 + i)
    return { schema, numRows: rows.length, columns: [columnFromScalars(type, rows.map(toValue)), columnFromScalars(int32, rows)] }
  })
}

const scrambled = (row: number) => (Math.imul(row, 0x9e3779b1) >>> 8) % 5000

test.each<[string, DataType, (row: number) => Scalar]>([
  ['integers', int32, row => scrambled(row) - 2500],
  ['integers and NULL', int32, row => (row % 9 === 0 ? null : scrambled(row))],
  ['doubles of both signs', { kind: 'float64' }, row => (row % 50 === 0 ? Number.NaN : (scrambled(row) - 2500) / 7)],
  ['64-bit integers', { kind: 'int64' }, row => BigInt(scrambled(row)) * 2n ** 30n],
  ['text', { kind: 'utf8' }, row => (row % 11 === 0 ? null : `s${scrambled(row)}`)],
  ['one value', int32, () => 1],
])('the first of %s are those of a whole sort', (_, type, toValue) => {
  const batches = batchesOf(type, toValue)
  const all = concatBatches(batches[0]!.schema, batches) // eight batches
  for (const direction of [
    { descending: false, nullsFirst: false },
    { descending: true, nullsFirst: true },
  ]) {
    const best = new TopK(
      { keys: [{ expr: { kind: 'column', id: 0, name: 'key', type }, ...direction }], fetch: 30 },
      { resolve: () => 0, functions },
    )
    for (const batch of batches) best.add(batch)
    const expected = takeBatch(all, sortRows([all.columns[0]!], [direction]).slice(0, 30)) // of two columns
    expect(best.finish()?.columns[1]?.values).toEqual(expected.columns[1]?.values)
  }
})
