import { expect, test } from 'vitest'
import { contextOf, planOf, runPhysical } from '../../tests/support/run-plan.ts'
import { fieldsOf, fileTable, type Rows } from '../../tests/support/tables.ts'
import type { Expr } from '../expr/expr.ts'
import { createColumnIds } from '../logical/column-ids.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { filterNode } from '../logical/nodes/filter-node.ts'
import { projectionNode } from '../logical/nodes/projection-node.ts'
import { scanNode } from '../logical/nodes/scan-node.ts'
import { sortNode } from '../logical/nodes/sort-node.ts'
import type { PhysicalOperator } from './physical-operator.ts'
import { physicalPlanToJson } from './physical-plan-to-json.ts'
import { printPhysicalPlan } from './print-physical-plan.ts'
import { scanBytes } from './scan-bytes.ts'

const fields = fieldsOf({ k: 'dictionary', x: 'int32' })
const rows: Rows = Array.from({ length: 20 }, (_, i) => [`k${i % 3}`, i])

function columnOf(plan: LogicalPlan, index: number): Expr {
  const field = plan.schema.fields[index]!
  return { kind: 'column', id: plan.ids[index]!, name: field.name, type: field.type }
}

function scan(limit?: number): LogicalPlan & { readonly kind: 'scan' } {
  const node = scanNode({ table: 't', provider: fileTable(fields, rows, { partitionRows: 8 }) }, createColumnIds())
  return limit === undefined ? node : { ...node, request: { ...node.request, limit } }
}

/** SELECT x, x + 1 AS x FROM t WHERE x > 3 ORDER BY 2 DESC LIMIT 2, with a filter that the scan did not take. */
function pipeline(): LogicalPlan {
  const input = scan()
  const x = columnOf(input, 1)
  const filtered = filterNode({ kind: 'compare', op: '>', left: x, right: int(3) }, input)
  const next: Expr = { kind: 'arithmetic', op: '+', left: x, right: int(1) }
  const projected = projectionNode(
    [
      { expr: x, name: 'x' },
      { expr: next, name: 'x' },
    ],
    filtered,
    createColumnIds(50),
  )
  return { ...sortNode([{ expr: columnOf(projected, 1), descending: true, nullsFirst: true }], projected), fetch: 2 }
}

function int(value: number): Expr {
  return { kind: 'literal', type: { kind: 'int32' }, value }
}

const printed = `
01)SortExec: by=[x DESC NULLS FIRST], fetch=2
02)--CoalesceExec: partitions=3
03)----SortExec: mode=partial, by=[x DESC NULLS FIRST], fetch=2, in=fragment
04)------ProjectionExec: exprs=[x, x + 1 AS x], in=fragment
05)--------FilterExec: predicate=x > 3, in=fragment
06)----------RowsExec: file=part-0.rows part-1.rows part-2.rows, partitions=3, projection=[k, x]`.trim()

test('a pipeline over a scan runs inside the fragments, and EXPLAIN shows it', async () => {
  const operator = await planOf(pipeline())
  expect(printPhysicalPlan(operator)).toBe(printed)
  expect(await runPhysical(operator, contextOf())).toEqual([
    [19, 20],
    [18, 19],
  ])
})

test('every fragment is plain JSON', async () => {
  const fragments = fragmentsOf(await planOf(pipeline()))
  expect(fragments).toHaveLength(3)
  for (const fragment of fragments) {
    expect(JSON.parse(JSON.stringify(fragment))).toStrictEqual(fragment)
    expect(fragment).toMatchObject({ pipeline: [{ kind: 'filter' }, { kind: 'projection', names: ['#2', '#50'] }, { kind: 'top-k' }] })
  }
})

function fragmentsOf(operator: PhysicalOperator): readonly unknown[] {
  const { fragments } = operator
  if (fragments) return Array.from({ length: operator.outputPartitions }, (_, partition) => fragments.fragment(partition))
  return operator.children.flatMap(fragmentsOf)
}

test('after a run each operator shows its rows, also those inside fragments', async () => {
  const operator = await planOf(pipeline())
  const context = contextOf({ parallelism: 2 })
  await runPhysical(operator, context)
  const lines = printPhysicalPlan(operator, context.metrics).split('\n')
  expect(lines.map(line => line.replace(/^.*metrics=/, '').replace(/time=[\d.]+ ms/, 'time'))).toEqual([
    '[rows=2, batches=1, time]',
    '[rows=6, batches=3, time]',
    '[rows=6, batches=3, time]',
    '[rows=16, batches=7, time]',
    '[rows=16, batches=7, time]',
    '[rows=20, batches=8, time, rows_read=20, bytes_read=200 B]',
  ])
  expect(context.warnings).toEqual(['the index is old', 'rows are no file'])
  expect(physicalPlanToJson(operator, context.metrics)).toMatchObject({
    name: 'SortExec',
    output: ['x', 'x'],
    metrics: { rows: 2, batches: 1 },
    inputs: [{ name: 'CoalesceExec', inputs: [{ name: 'SortExec', mode: 'partial', in: 'fragment' }] }],
  })
})

test('the bytes of a scan count for the choice of threads, unless a limit stops it', async () => {
  expect(scanBytes(await planOf(scan()))).toBe(200)
  expect(scanBytes(await planOf(scan(5)))).toBe(0)
})
