import { expect, test } from 'vitest'
import { planLines, planOf } from '../../tests/support/plan-catalog.ts'
import { columnsOf } from '../expr/columns-of.ts'
import { createColumnIds } from './column-ids.ts'
import { freeColumnIds } from './free-column-ids.ts'
import type { LogicalPlan } from './logical-plan.ts'
import { mapPlan } from './map-plan.ts'
import { planExprs } from './plan-exprs.ts'
import { renumberPlan } from './renumber-plan.ts'

function allIds(plan: LogicalPlan): readonly number[] {
  const ids: number[] = []
  mapPlan(plan, node => {
    ids.push(...node.ids, ...planExprs(node).flatMap(columnsOf))
    return node
  })
  return ids
}

const sql = 'SELECT t.b, count(*) FROM t LEFT JOIN u ON t.a = u.a WHERE t.c > 1 GROUP BY 1 HAVING count(*) > 1 ORDER BY max(x) LIMIT 3'

test('every id changes, and what belongs together still does', async () => {
  const plan = await planOf(sql)
  const renumbered = renumberPlan(plan, createColumnIds(1000))
  expect(allIds(renumbered).every(id => id >= 1000)).toBe(true)
  expect(planLines(renumbered)).toEqual(planLines(plan))
  const pairs = new Set(allIds(plan).map((id, i) => `${id} ${allIds(renumbered)[i]}`))
  expect(pairs.size).toBe(new Set(allIds(plan)).size)
})

test('the columns stay where new ids are the old ones of others', async () => {
  const plan = await planOf('SELECT * FROM t SEMI JOIN u ON t.a = u.a')
  const semi = plan.kind === 'projection' ? plan.input : plan
  const old = semi.kind === 'join' ? semi.right.ids : []
  const renumbered = renumberPlan(semi, createColumnIds(Math.min(...old)))
  expect(renumbered.schema).toEqual(semi.schema)
  expect(renumbered.ids).toHaveLength(semi.ids.length)
})

test('free ids are larger than every id of the plan', async () => {
  const plan = await planOf(sql)
  expect(freeColumnIds(plan).next()).toBe(Math.max(...allIds(plan)) + 1)
})

test('mapPlan gives the same object back when nothing changes, and rebuilds only what does', async () => {
  const plan = await planOf('SELECT t.a FROM t, u WHERE t.c > 1')
  expect(mapPlan(plan, node => node)).toBe(plan)
  const changed = mapPlan(plan, node => (node.kind === 'scan' && node.table === 't' ? { ...node, table: 'tt' } : node))
  expect(planLines(changed).at(-2)).toBe('------Scan: tt projection=[a, b, c]')
  const scans: LogicalPlan[] = []
  mapPlan(changed, node => {
    if (node.kind === 'scan') scans.push(node)
    return node
  })
  const untouched = plan.kind === 'projection' && plan.input.kind === 'filter' && plan.input.input.kind === 'join' && plan.input.input.right
  expect(scans[1]).toBe(untouched)
})
