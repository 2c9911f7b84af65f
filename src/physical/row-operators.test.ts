import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf, planOf, runPhysical, runPlan } from '../../tests/support/run-plan.ts'
import { fieldsOf, fileTable, memoryTable, type Rows } from '../../tests/support/tables.ts'
import { withinLimit } from '../../tests/support/temporary-store.ts'
import type { TableProvider } from '../catalog/table-provider.ts'
import type { Scalar } from '../columnar/scalar.ts'
import type { Expr, SortKey } from '../expr/expr.ts'
import { type ColumnIds, createColumnIds } from '../logical/column-ids.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { NodeOf } from '../logical/node-of.ts'
import { distinctNode } from '../logical/nodes/distinct-node.ts'
import { filterNode } from '../logical/nodes/filter-node.ts'
import { limitNode } from '../logical/nodes/limit-node.ts'
import { projectionNode } from '../logical/nodes/projection-node.ts'
import { scanNode } from '../logical/nodes/scan-node.ts'
import { setOperationNode } from '../logical/nodes/set-operation-node.ts'
import { sortNode } from '../logical/nodes/sort-node.ts'
import { valuesNode } from '../logical/nodes/values-node.ts'
import { printPhysicalPlan } from './print-physical-plan.ts'

const fields = fieldsOf({ k: 'dictionary', x: 'int32', t: 'utf8' })
const row = fc.tuple(
  fc.option(fc.constantFrom('a', 'b', 'c'), { freq: 5 }),
  fc.option(fc.integer({ min: -2, max: 2 }), { freq: 5 }),
  fc.option(fc.constantFrom('', 'u', 'v'), { freq: 5 }),
)
const table = fc.array(row, { maxLength: 30 })

/** The same rows as a memory table and as files in fragments. */
const kinds = fc.constantFrom<'memory' | 'files'>('memory', 'files')
function provider(kind: 'memory' | 'files', rows: Rows): TableProvider {
  return kind === 'memory' ? memoryTable(fields, rows, { partitionRows: 11 }) : fileTable(fields, rows, { partitionRows: 7, batchRows: 3 })
}

function scan(rows: Rows, kind: 'memory' | 'files' = 'memory', ids: ColumnIds = createColumnIds()): NodeOf<'scan'> {
  return scanNode({ table: 't', provider: provider(kind, rows) }, ids)
}

function columnOf(plan: LogicalPlan, index: number): Expr {
  const field = plan.schema.fields[index]!
  return { kind: 'column', id: plan.ids[index]!, name: field.name, type: field.type }
}

const int = (value: number): Expr => ({ kind: 'literal', type: { kind: 'int32' }, value })

/** NULL is the greatest value where nullsFirst is false and the order ascending. */
function compareBy(keys: readonly { place: number; descending: boolean; nullsFirst: boolean }[]) {
  return (a: readonly Scalar[], b: readonly Scalar[]): number => {
    for (const { place, descending, nullsFirst } of keys) {
      const [x, y] = [a[place]!, b[place]!]
      if (x === y) continue
      if (x === null) return nullsFirst ? -1 : 1
      if (y === null) return nullsFirst ? 1 : -1
      return (x < y ? -1 : 1) * (descending ? -1 : 1)
    }
    return 0
  }
}

test('sorting, all or the first rows, is stable and equals a comparison sort', async () => {
  const key = fc.record({ place: fc.integer({ min: 0, max: 2 }), descending: fc.boolean(), nullsFirst: fc.boolean() })
  const fetch = fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(table, kinds, fc.array(key, { minLength: 1, maxLength: 2 }), fetch, async (rows, kind, keys, count) => {
      const input = scan(rows, kind)
      const sortKeys = keys.map(({ place, ...direction }): SortKey => ({ expr: columnOf(input, place), ...direction }))
      const plan: LogicalPlan = { ...sortNode(sortKeys, input), ...(count !== undefined && { fetch: count }) }
      const expected = [...rows].sort(compareBy(keys)).slice(0, count)
      expect(await runPlan(plan, { batchSize: 5 })).toEqual(expected)
      expect(await runPlan(plan, { batchSize: 5, ...withinLimit(300) })).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

test('distinct keeps the first of equal rows, in order', async () => {
  await fc.assert(
    fc.asyncProperty(table, kinds, async (rows, kind) => {
      const seen = new Set<string>()
      const expected = rows.filter(row => {
        const text = JSON.stringify(row)
        const isNew = !seen.has(text)
        seen.add(text)
        return isNew
      })
      expect(await runPlan(distinctNode(scan(rows, kind)))).toEqual(expected)
      expect(await runPlan(distinctNode(scan(rows, kind)), { batchSize: 2, ...withinLimit(300) })).toEqual(expected)
      const input = scan(rows, kind)
      const firstOfKey = rows.filter((row, i) => rows.findIndex(other => other[0] === row[0]) === i)
      expect(await runPlan(distinctNode(input, [columnOf(input, 0)]))).toEqual(firstOfKey)
    }),
    { numRuns: 150 },
  )
})

test('skip and fetch cut the same rows out, and reading stops', async () => {
  await fc.assert(
    fc.asyncProperty(table, kinds, fc.nat(12), fc.option(fc.nat(12), { nil: undefined }), async (rows, kind, skip, fetch) => {
      const plan = limitNode({ skip, fetch }, scan(rows, kind))
      expect(await runPlan(plan)).toEqual(rows.slice(skip, fetch === undefined ? undefined : skip + fetch))
    }),
    { numRuns: 200 },
  )
  const rows: Rows = Array.from({ length: 1000 }, (_, i) => ['a', i, ''])
  const operator = await planOf(limitNode({ skip: 0, fetch: 4 }, scan(rows, 'files')))
  const context = contextOf({ parallelism: 2 })
  await runPhysical(operator, context)
  const read = [...context.metrics.values()].reduce((sum, counts) => sum + (counts.get('rows_read') ?? 0), 0)
  expect(read).toBeLessThan(60)
})

test('filters and projections give the same rows over memory and over files', async () => {
  await fc.assert(
    fc.asyncProperty(table, kinds, async (rows, kind) => {
      const ids = createColumnIds()
      const input = scan(rows, kind, ids)
      const x = columnOf(input, 1)
      const filtered = filterNode({ kind: 'compare', op: '>=', left: x, right: int(0) }, input)
      const sum: Expr = { kind: 'arithmetic', op: '+', left: x, right: int(10) }
      const t = columnOf(input, 2)
      const plan = projectionNode(
        [
          { expr: sum, name: 'a' },
          { expr: t, name: 'a' },
          { expr: int(7), name: 'seven' },
        ],
        filtered,
        ids,
      )
      const expected = rows.filter(row => row[1] !== null && row[1] >= 0).map(row => [Number(row[1]) + 10, row[2], 7])
      expect(await runPlan(plan)).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

test('union, intersect and except follow their definitions, distinct and with ALL', async () => {
  const operations = fc.constantFrom<'union' | 'intersect' | 'except'>('union', 'intersect', 'except')
  await fc.assert(
    fc.asyncProperty(table, table, kinds, operations, fc.boolean(), async (left, right, kind, operation, all) => {
      const ids = createColumnIds()
      const plan = setOperationNode({ operation, all }, [scan(left, kind, ids), scan(right, 'memory', ids)], ids)
      const expected = naiveSetOperation(left, right, operation, all ? 'all' : 'distinct')
      expect(await runPlan(plan)).toEqual(expected)
      expect(await runPlan(plan, { batchSize: 2, ...withinLimit(200) })).toEqual(expected)
    }),
    { numRuns: 150 },
  )
})

function naiveSetOperation(left: Rows, right: Rows, operation: string, rows: 'all' | 'distinct'): Rows {
  const text = (row: readonly Scalar[]) => JSON.stringify(row)
  const distinct = (list: Rows) => list.filter((row, i) => list.findIndex(other => text(other) === text(row)) === i)
  if (operation === 'union') return rows === 'all' ? [...left, ...right] : distinct([...left, ...right])
  const rest = right.map(text)
  const keeps = operation === 'intersect'
  if (rows === 'distinct') return distinct(left).filter(row => rest.includes(text(row)) === keeps)
  return left.filter(row => {
    const at = rest.indexOf(text(row))
    if (at >= 0) rest.splice(at, 1)
    return at >= 0 === keeps
  })
}

test('three thousand unions are one operator', async () => {
  const ids = createColumnIds()
  const one = () => valuesNode({ rows: [[int(1)]], fields: [{ name: 'n', type: { kind: 'int32' }, nullable: false }] }, ids)
  let plan: LogicalPlan = one()
  for (let i = 0; i < 3000; i++) plan = setOperationNode({ operation: 'union', all: true }, [plan, one()], ids)
  expect(
    printPhysicalPlan(await planOf(plan))
      .split('\n')
      .slice(0, 2),
  ).toEqual(['01)CoalesceExec: partitions=3001', '02)--UnionExec: inputs=3001, partitions=3001'])
  expect(await runPlan(plan)).toHaveLength(3001)
})

test('VALUES without columns has rows all the same', async () => {
  const ids = createColumnIds()
  const plan = projectionNode([{ expr: int(1), name: 'one' }], valuesNode({ rows: [[]], fields: [] }, ids), ids)
  expect(await runPlan(plan)).toEqual([[1]])
})
