import { expect, test } from 'vitest'
import { optimizedLines, planOf, planSession } from '../../tests/support/plan-catalog.ts'
import type { ScalarFunction } from '../functions/function-registry.ts'
import { filterNode } from '../logical/nodes/filter-node.ts'
import { mergeProjections } from './merge-projections.ts'
import { optimize } from './optimize.ts'
import { pushDownFilter } from './push-down-filter.ts'
import { simplifyExpressions } from './simplify-expressions.ts'

const v = 'Scan: v projection=[chrom, start, end, ref, alt, qual, AF, genotypes]'
const g = 'Scan: g projection=[chrom, start, end, name]'
const t = 'Scan: t projection=[a, b, c]'
const u = 'Scan: u projection=[a, x]'
const pushed = (sql: string, session = planSession()) => optimizedLines(sql, [pushDownFilter], session)

test('a table that filters exactly takes the filter; another keeps it above', async () => {
  expect(await pushed("SELECT ref FROM v WHERE chrom = 'chr1' AND start BETWEEN 1 AND 5")).toEqual([
    'Projection: v.ref',
    `--${v}, filters=[v.chrom = 'chr1', v.start BETWEEN 1 AND 5]`,
  ])
  expect(await pushed('SELECT b FROM t WHERE a = 1')).toEqual(['Projection: t.b', '--Filter: t.a = 1', `----${t}`])
})

test('filters pass projections, whose expressions they take', async () => {
  expect(await pushed('SELECT * FROM (SELECT a + 1 AS n, b FROM t) WHERE n > 3')).toEqual([
    'Projection: n, t.b',
    '--Projection: t.a + 1 AS n, t.b',
    '----Filter: t.a + 1 > 3',
    `------${t}`,
  ])
})

test('a filter on a volatile column stays above it', async () => {
  const session = planSession()
  session.functions.register(dice)
  expect(await pushed("SELECT * FROM (SELECT dice() AS n, b FROM t) WHERE n > 3 AND b = 'x'", session)).toEqual([
    'Projection: n, t.b',
    '--Filter: n > 3',
    '----Projection: dice() AS n, t.b',
    "------Filter: t.b = 'x'",
    `--------${t}`,
  ])
})

test('a volatile condition stays where its rows are those it was written for', async () => {
  const session = planSession()
  session.functions.register(dice)
  expect(await pushed("SELECT ref FROM v, g WHERE dice() > v.start AND name = 'x' AND v.alt::INT > 1", session)).toEqual([
    'Projection: v.ref',
    '--Filter: CAST(dice() AS BIGINT) > CAST(v.start AS BIGINT) AND CAST(v.alt AS INTEGER) > 1',
    '----CrossJoin',
    `------${v}`,
    `------${g}, filters=[g.name = 'x']`,
  ])
})

const dice: ScalarFunction = {
  kind: 'scalar',
  name: 'dice',
  summary: 'A number from 1 to 6.',
  example: 'SELECT dice()',
  volatility: 'volatile',
  safe: true,
  resultType: () => ({ kind: 'int32' }),
  evaluate: () => {
    throw new Error('not evaluated in this test')
  },
}

test('an inner join filters each side, and takes what compares both', async () => {
  expect(await pushed("SELECT ref FROM v, g WHERE v.chrom = g.chrom AND name = 'x' AND qual > 1")).toEqual([
    'Projection: v.ref',
    '--InnerJoin: residual=[v.chrom = g.chrom]',
    `----${v}, filters=[v.qual > 1.0]`,
    `----${g}, filters=[g.name = 'x']`,
  ])
})

test('a left join filters its left side from above and its right side from its own condition', async () => {
  expect(
    await pushed("SELECT ref FROM v LEFT JOIN g ON v.chrom = g.chrom AND g.name = 'x' AND v.qual > 1 WHERE v.start > 5 AND g.name IS NULL"),
  ).toEqual([
    'Projection: v.ref',
    '--Filter: g.name IS NULL',
    '----LeftJoin: residual=[v.chrom = g.chrom, v.qual > 1.0]',
    `------${v}, filters=[v.start > 5]`,
    `------${g}, filters=[g.name = 'x']`,
  ])
})

test('a full join lets nothing pass; semi and anti joins filter the left side', async () => {
  expect((await pushed('SELECT ref FROM v FULL JOIN g ON v.ref = g.name WHERE v.start > 5'))[1]).toBe('--Filter: v.start > 5')
  for (const kind of ['SEMI', 'ANTI']) {
    expect((await pushed(`SELECT ref FROM v ${kind} JOIN g ON v.ref = g.name WHERE v.start > 5`))[2]).toBe(
      `----${v}, filters=[v.start > 5]`,
    )
  }
  // A left row that fails the condition comes out of an anti join.
  expect((await pushed('SELECT ref FROM v ANTI JOIN g ON v.ref = g.name AND v.start > 5'))[1]).toBe(
    '--AntiJoin: residual=[v.ref = g.name, v.start > 5]',
  )
})

test('conditions on group keys filter before grouping, others after', async () => {
  expect(await pushed("SELECT chrom, count(*) FROM v GROUP BY chrom HAVING chrom <> 'chrM' AND count(*) > 1")).toEqual([
    'Projection: v.chrom, count(*)',
    '--Filter: count(*) > 1',
    '----Aggregate: group_by=[v.chrom], aggregates=[count(*)]',
    `------${v}, filters=[v.chrom <> 'chrM']`,
  ])
})

test('one group without keys is not filtered away', async () => {
  expect((await pushed('SELECT count(*) FROM v HAVING 1 = 2')).slice(1, 3)).toEqual([
    '--Filter: 1 = 2',
    '----Aggregate: group_by=[], aggregates=[count(*)]',
  ])
})

test('each input of a union filters for itself', async () => {
  expect(await pushed("SELECT * FROM (SELECT b FROM t UNION ALL SELECT x FROM u) WHERE b = 'k'")).toEqual([
    'Projection: b',
    '--UnionAll',
    '----Projection: t.b',
    "------Filter: t.b = 'k'",
    `--------${t}`,
    '----Projection: u.x',
    "------Filter: u.x = 'k'",
    `--------${u}`,
  ])
})

test('sorts and DISTINCT let filters pass, limits and DISTINCT ON do not', async () => {
  const below = async (inner: string) => (await pushed(`SELECT * FROM (${inner}) WHERE start > 5`)).at(-1)
  expect(await below('SELECT start FROM v ORDER BY ref')).toContain('filters=[v.start > 5]')
  expect(await below('SELECT DISTINCT start FROM v')).toContain('filters=[v.start > 5]')
  expect(await below('SELECT start FROM v LIMIT 3')).toBe(`--------${v}`)
  expect(await below('SELECT DISTINCT ON (ref) start FROM v')).not.toContain('filters')
})

test('a sort that keeps only some rows keeps filters above it', async () => {
  const session = planSession()
  const plan = await planOf('SELECT start FROM v WHERE start > 5 ORDER BY start', session)
  if (plan.kind !== 'sort' || plan.input.kind !== 'projection' || plan.input.input.kind !== 'filter')
    throw new Error('another plan than expected')
  const { predicate, input } = plan.input.input
  const filtered = filterNode(predicate, { ...plan, fetch: 3, input: { ...plan.input, input } })
  expect(optimize(filtered, { functions: session.functions, rules: [pushDownFilter] }).plan).toBe(filtered)
})

test('a conjunct that can fail moves past nothing that stood left of it', async () => {
  const session = planSession()
  session.functions.register({ ...dice, name: 'local_only', volatility: 'immutable', resultType: () => ({ kind: 'boolean' }) })
  // The scan takes what never fails, but a cast must not run on rows that local_only() removes.
  expect(await pushed(`SELECT ref FROM v WHERE local_only(ref) AND start > 5 AND alt::INT > 3`, session)).toEqual([
    'Projection: v.ref',
    '--Filter: local_only(v.ref) AND CAST(v.alt AS INTEGER) > 3',
    `----${v}, filters=[v.start > 5]`,
  ])
  expect(await pushed('SELECT ref FROM v WHERE alt::INT > 3 AND start > 5')).toEqual([
    'Projection: v.ref',
    `--${v}, filters=[CAST(v.alt AS INTEGER) > 3, v.start > 5]`,
  ])
})

test('a conjunct that can fail stays above a join, whose rows it would otherwise meet before they are matched', async () => {
  expect((await pushed('SELECT ref FROM v JOIN g ON v.chrom = g.chrom WHERE alt::INT > 3')).slice(1, 3)).toEqual([
    '--Filter: CAST(v.alt AS INTEGER) > 3',
    '----InnerJoin: residual=[v.chrom = g.chrom]',
  ])
})

test('renamed columns reach the scan under the names of the table', async () => {
  const lines = await optimizedLines("SELECT k.c FROM (SELECT chrom AS c FROM v) AS k(c) WHERE c = 'x'", [
    simplifyExpressions,
    mergeProjections,
    pushDownFilter,
  ])
  expect(lines.at(-1)).toContain("filters=[v.chrom = 'x']")
})
