import { expect, test } from 'vitest'
import { batchBytes } from './batch-bytes.ts'
import { columnFromScalars } from './column-from-scalars.ts'
import type { DataType } from './data-type.ts'
import type { Scalar } from './scalar.ts'
import { sliceBatch } from './slice-batch.ts'

function batchOf(type: DataType, scalars: readonly Scalar[]) {
  const schema = { fields: [{ name: 'a', type, nullable: true }] }
  return { schema, numRows: scalars.length, columns: [columnFromScalars(type, scalars)] }
}

test('counts what the rows use, not what the buffers below hold', () => {
  const text = batchOf({ kind: 'utf8' }, ['abc', 'de', 'fghij'])
  expect(batchBytes(text)).toBe(4 * 4 + 10)
  expect(batchBytes(sliceBatch(text, 1, 2))).toBe(2 * 4 + 2)
  const list = batchOf({ kind: 'list', item: { kind: 'int32' } }, [[1, 2], [3], null])
  expect(batchBytes(list)).toBe(1 + 4 * 4 + 3 * 4)
  expect(batchBytes(sliceBatch(list, 1, 2))).toBe(2 * 4 + 4)
})
