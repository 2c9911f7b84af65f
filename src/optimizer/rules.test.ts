import { expect, test } from 'vitest'
import { optimizedLines, planOf, planSession } from '../../tests/support/plan-catalog.ts'
import { extractEquijoinKeys } from './extract-equijoin-keys.ts'
import { mergeProjections } from './merge-projections.ts'
import { optimize } from './optimize.ts'
import { pushDownFilter } from './push-down-filter.ts'
import { pushDownLimit } from './push-down-limit.ts'
import { pushSortFetch } from './push-sort-fetch.ts'
import { removeNoOps } from './remove-no-ops.ts'

const v = 'Scan: v projection=[chrom, start, end, ref, alt, qual, AF, genotypes]'
const t = 'Scan: t projection=[a, b, c]'

test('extract_equijoin_keys takes equalities between the sides, written either way round', async () => {
  const join = async (condition: string) => (await optimizedLines(`SELECT 1 FROM t JOIN u ON ${condition}`, [extractEquijoinKeys]))[1]
  expect(await join('u.x = t.b AND t.a = u.a AND t.c > 1')).toBe(
    '--InnerJoin: on=[t.b = u.x, CAST(t.a AS BIGINT) = u.a], residual=[t.c > 1.0]',
  )
  expect(await join("t.b = 'x' AND t.b = t.b AND t.a < u.a")).toBe(
    "--InnerJoin: residual=[t.b = 'x', t.b = t.b, CAST(t.a AS BIGINT) < u.a]",
  )
  expect(await join('upper(t.b) = upper(u.x)')).toBe('--InnerJoin: on=[upper(t.b) = upper(u.x)]')
  // A key is evaluated for rows that t.c > 1 would have removed.
  expect(await join('t.c > 1 AND t.b::INT = u.a')).toContain('residual=[t.c > 1.0, ')
})

test('push_down_limit enters scans through projections, unions and the left side of a left join', async () => {
  const limited = (sql: string) => optimizedLines(sql, [pushDownFilter, pushDownLimit])
  expect(await limited('SELECT ref FROM v WHERE start > 5 LIMIT 3 OFFSET 2')).toEqual([
    'Limit: skip=2, fetch=3',
    '--Projection: v.ref',
    `----${v}, filters=[v.start > 5], fetch=5`,
  ])
  expect((await limited('SELECT ref FROM v UNION ALL SELECT name FROM g LIMIT 3')).filter(line => line.includes('fetch=3'))).toHaveLength(3)
  expect((await limited('SELECT v.ref FROM v LEFT JOIN g ON v.ref = g.name LIMIT 3'))[3]).toBe(`------${v}, fetch=3`)
})

test('push_down_limit stops where an operator changes the number of rows', async () => {
  const scans = async (sql: string) =>
    (await optimizedLines(sql, [pushDownFilter, pushDownLimit])).filter(line => line.includes('Scan') && line.includes('fetch'))
  expect(await scans('SELECT a FROM t WHERE a = 1 LIMIT 3')).toEqual([])
  expect(await scans('SELECT DISTINCT ref FROM v LIMIT 3')).toEqual([])
  expect(await scans('SELECT ref FROM v ORDER BY ref LIMIT 3')).toEqual([])
  expect(await scans('SELECT count(*) FROM v LIMIT 3')).toEqual([])
  expect(await scans('SELECT v.ref FROM v JOIN g ON v.ref = g.name LIMIT 3')).toEqual([])
})

test('push_down_limit joins limits; a filter above a limited scan stays there', async () => {
  expect(
    (await optimizedLines('SELECT * FROM (SELECT a FROM t LIMIT 10 OFFSET 2) LIMIT 5 OFFSET 7', [removeNoOps, pushDownLimit]))[0],
  ).toBe('Limit: skip=9, fetch=3')
  expect(
    (await optimizedLines("SELECT * FROM (SELECT ref FROM v LIMIT 3) WHERE ref = 'A'", [pushDownLimit, pushDownFilter])).slice(1),
  ).toEqual(["--Filter: v.ref = 'A'", '----Limit: skip=0, fetch=3', '------Projection: v.ref', `--------${v}, fetch=3`])
})

test('push_sort_fetch keeps the first rows only, through a projection', async () => {
  expect(await optimizedLines('SELECT a FROM t ORDER BY c LIMIT 3 OFFSET 1', [pushSortFetch])).toEqual([
    'Limit: skip=1, fetch=3',
    '--Projection: t.a',
    '----Sort: t.c ASC NULLS LAST, fetch=4',
    '------Projection: t.a, t.c',
    `--------${t}`,
  ])
})

test('merge_projections computes nothing twice', async () => {
  const merged = (sql: string) => optimizedLines(sql, [mergeProjections])
  expect(await merged('SELECT n + 1 AS m FROM (SELECT a * 2 AS n FROM t)')).toEqual(['Projection: t.a * 2 + 1 AS m', `--${t}`])
  expect((await merged('SELECT n + n AS m FROM (SELECT a * 2 AS n FROM t)'))[1]).toBe('--Projection: t.a * 2 AS n')
  expect(await merged('SELECT n + n AS m FROM (SELECT a AS n FROM t)')).toEqual(['Projection: t.a + t.a AS m', `--${t}`])
})

test('remove_no_ops', async () => {
  const removed = (sql: string) => optimizedLines(sql, [removeNoOps])
  expect(await removed('SELECT * FROM t')).toEqual([t])
  expect((await removed('SELECT a AS x, b, c FROM t'))[0]).toBe('Projection: t.a AS x, t.b, t.c')
  expect(await removed('SELECT b, a, c FROM t')).toHaveLength(2)
  expect(await removed('SELECT * FROM t WHERE true')).toEqual([t])
  expect(await removed('SELECT * FROM t WHERE false')).toEqual(['Values'])
  expect(await removed('SELECT * FROM t LIMIT 0')).toEqual(['Values'])
  expect(await removed('SELECT t.a FROM t JOIN u USING (a) JOIN (SELECT a FROM u LIMIT 0) k USING (a) ORDER BY 1')).toEqual(['Values'])
  expect((await removed('SELECT count(*) FROM t WHERE false'))[0]).toBe('Aggregate: group_by=[], aggregates=[count(*)]')
})

test('a query without rows keeps its columns', async () => {
  const session = planSession()
  const plan = await planOf('SELECT a AS x, b FROM t WHERE 1 = 2', session)
  const result = optimize(plan, { functions: session.functions }).plan
  expect([result.kind, result.schema.fields.map(field => field.name), result.ids]).toEqual(['values', ['x', 'b'], plan.ids])
})

test('all rules together give the plan of the design', async () => {
  const session = planSession()
  const plan = await planOf("SELECT start, ref FROM v WHERE chrom = 'chr1' AND start BETWEEN 100 AND 200 LIMIT 5", session)
  const { steps } = optimize(plan, { functions: session.functions })
  expect(await optimizedLines("SELECT start, ref FROM v WHERE chrom = 'chr1' AND start BETWEEN 100 AND 200 LIMIT 5")).toEqual([
    'Limit: skip=0, fetch=5',
    "--Scan: v projection=[start, ref], filters=[v.chrom = 'chr1', v.start BETWEEN 100 AND 200], fetch=5",
  ])
  expect(steps.map(step => step.rule)).toEqual(['push_down_filter', 'push_down_limit', 'prune_columns', 'remove_no_ops'])
})

test('without rules the plan stays as it was bound', async () => {
  const session = planSession()
  const plan = await planOf('SELECT a FROM t WHERE 1 = 2', session)
  expect(optimize(plan, { functions: session.functions, rules: [] })).toEqual({ plan, steps: [] })
})

test('every rule has done its work after one run over the whole list', async () => {
  const session = planSession()
  for (const sql of [
    "SELECT v.ref, count(*) FROM v JOIN g ON v.chrom = g.chrom WHERE v.start > 5 AND g.name = 'x' GROUP BY ALL ORDER BY 2 DESC LIMIT 3",
    'SELECT * FROM (SELECT a + 1 AS n, b FROM t UNION ALL SELECT a, x FROM u) WHERE n > 3 LIMIT 2',
  ]) {
    const once = optimize(await planOf(sql, session), { functions: session.functions })
    expect(optimize(once.plan, { functions: session.functions }).steps).toEqual([])
  }
})
