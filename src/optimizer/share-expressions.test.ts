import { expect, test } from 'vitest'
import { optimizedLines } from '../../tests/support/plan-catalog.ts'
import { pushSortFetch } from './push-sort-fetch.ts'
import { pushTopKIntoUnion } from './push-top-k-into-union.ts'
import { shareExpressions } from './share-expressions.ts'
import { splitDistinctAggregates } from './split-distinct-aggregates.ts'

const shared = async (sql: string) => (await optimizedLines(sql, [shareExpressions])).filter(line => !line.includes('Scan'))

test('share_expressions computes what stands twice in a projection or an aggregate below it', async () => {
  expect(await shared('SELECT a * c + 1 AS x, a * c + 2 AS y FROM t')).toEqual([
    'Projection: a * c + 1 AS x, a * c + 2 AS y',
    '--Projection: t.a, t.b, t.c, t.a * t.c AS a * c',
  ])
  expect((await shared('SELECT max(upper(b)), upper(b) FROM t GROUP BY upper(b)')).slice(1)).toEqual([
    '--Aggregate: group_by=[upper(b)], aggregates=[max(upper(b))]',
    '----Projection: t.a, t.b, t.c, upper(t.b) AS upper(b)',
  ])
})

test('share_expressions leaves alone what may not be computed for every row, what differs each time, and what costs nothing', async () => {
  const unchanged = async (exprs: string) => expect(await shared(`SELECT ${exprs} FROM t`)).toHaveLength(1)
  await unchanged('CASE WHEN a > 0 THEN 1 % a END AS x, CASE WHEN a > 1 THEN 1 % a END AS y')
  await unchanged('random() AS x, random() AS y')
  await unchanged('a > 1 AS x, a > 1 AS y, 1 + 1 AS p, 1 + 1 AS q')
})

test('share_expressions takes the largest parts', async () => {
  expect(await shared('SELECT (a * c + 1) * (a * c + 1) AS x FROM t')).toEqual([
    'Projection: a * c + 1 * a * c + 1 AS x',
    '--Projection: t.a, t.b, t.c, t.a * t.c + 1 AS a * c + 1',
  ])
})

test('push_top_k_into_union sorts each input', async () => {
  const lines = await optimizedLines('SELECT a AS n FROM t UNION ALL SELECT a + 1 FROM t ORDER BY n LIMIT 2', [
    pushSortFetch,
    pushTopKIntoUnion,
  ])
  expect(lines.filter(line => line.includes('Sort'))).toHaveLength(3)
  const volatile = await optimizedLines('SELECT a AS n FROM t UNION ALL SELECT a + 1 FROM t ORDER BY random() LIMIT 2', [
    pushSortFetch,
    pushTopKIntoUnion,
  ])
  expect(volatile.filter(line => line.includes('Sort'))).toHaveLength(1)
})

test('split_distinct_aggregates makes groups of the values', async () => {
  const split = async (sql: string) => (await optimizedLines(sql, [splitDistinctAggregates])).filter(line => line.includes('Aggregate'))
  expect(await split('SELECT b, count(DISTINCT a), sum(DISTINCT a) FROM t GROUP BY b')).toEqual([
    '--Aggregate: group_by=[t.b], aggregates=[count(t.a), sum(t.a)]',
    '----Aggregate: group_by=[t.b, t.a], aggregates=[]',
  ])
  expect(await split('SELECT count(DISTINCT a), count(*) FROM t')).toHaveLength(1)
  expect(await split('SELECT count(DISTINCT a), count(DISTINCT c) FROM t')).toHaveLength(1)
  expect(await split('SELECT count(DISTINCT a) FILTER (WHERE c > 1) FROM t')).toHaveLength(1)
  expect(await split('SELECT count(DISTINCT a) FROM t GROUP BY ROLLUP (b)')).toHaveLength(1)
})
