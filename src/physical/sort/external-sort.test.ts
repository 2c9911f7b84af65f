import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf, functions, runPhysical } from '../../../tests/support/run-plan.ts'
import { fieldsOf, memoryTable } from '../../../tests/support/tables.ts'
import { TestTemporaryStore } from '../../../tests/support/temporary-store.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import type { SortKey } from '../../expr/expr.ts'
import { createColumnIds } from '../../logical/column-ids.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import { createPhysicalPlan } from '../create-physical-plan.ts'
import { SortExec } from '../sort-exec.ts'

const fields = fieldsOf({ n: 'int32', s: 'utf8', d: 'dictionary', i: 'int32' })

const rowsOfKeys = fc.array(
  fc.tuple(
    fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }),
    fc.option(fc.constantFrom('a', 'b', '', 'ab'), { freq: 5 }),
    fc.option(fc.constantFrom('x', 'y', 'z'), { freq: 5 }),
  ),
  { minLength: 100, maxLength: 500, size: 'max' },
)

async function sortOf(rows: readonly Scalar[][], keys: readonly number[], directions: readonly Omit<SortKey, 'expr'>[]) {
  const scan = scanNode({ table: 't', provider: memoryTable(fields, rows, { partitionRows: 50 }) }, createColumnIds())
  const exprs = scan.ids.map((id, i) => ({ kind: 'column' as const, id, name: fields[i]!.name, type: fields[i]!.type }))
  const input = await createPhysicalPlan(scan, { targetPartitions: 1, functions })
  return new SortExec(input, { ids: scan.ids, keys: keys.map((key, i) => ({ expr: exprs[key]!, ...directions[i]! })), functions })
}

const direction = fc.record({ descending: fc.boolean(), nullsFirst: fc.boolean() })

test('sorting within a limit gives the rows, in the order, of sorting without one', async () => {
  let spilled = 0
  await fc.assert(
    fc.asyncProperty(
      rowsOfKeys,
      fc.subarray([0, 1, 2], { minLength: 1 }),
      fc.tuple(direction, direction, direction),
      fc.constantFrom(3_000, 9_000, 40_000),
      async (keys, places, directions, memoryLimit) => {
        const rows = keys.map((key, i): Scalar[] => [...key, i])
        const sort = await sortOf(rows, places, directions)
        const expected = await runPhysical(sort, contextOf())
        const temporary = new TestTemporaryStore()
        const actual = await runPhysical(sort, contextOf({ memoryLimit, temporary, batchSize: 128 }))
        expect(actual).toEqual(expected)
        expect(temporary.open.size).toBe(0)
        spilled += temporary.created
      },
    ),
    { numRuns: 40, seed: 1 },
  )
  expect(spilled).toBeGreaterThan(100)
})

test('a full disk fails the sort and leaves no file', async () => {
  const sort = await sortOf(
    Array.from({ length: 5000 }, (_, i): Scalar[] => [(i * 7) % 100, 'text', 'x', i]),
    [0],
    [{ descending: false, nullsFirst: false }],
  )
  const temporary = new TestTemporaryStore(20_000)
  const failure = runPhysical(sort, contextOf({ memoryLimit: 10_000, temporary }))
  await expect(failure).rejects.toMatchObject({ code: 'RESOURCE', message: 'The temporary files are full.' })
  expect(temporary.created).toBeGreaterThan(0)
  expect(temporary.open.size).toBe(0)
})

test('without a place for files the error names the operator', async () => {
  const rows = Array.from({ length: 5000 }, (_, i): Scalar[] => [i, 'text', 'x', i])
  const sort = await sortOf(rows, [0], [{ descending: true, nullsFirst: false }])
  await expect(runPhysical(sort, contextOf({ memoryLimit: 10_000 }))).rejects.toThrow(
    'SortExec needs more memory than execution.memory_limit allows, and there is no place for temporary files here. Raise execution.memory_limit, or let fewer rows reach it.',
  )
})
