import { expect, test } from 'vitest'
import { boundLines as lines } from '../../../tests/support/plan-catalog.ts'

const t = 'Scan: t projection=[a, b, c]'

test('aggregates stand in a node of their own, each once', async () => {
  expect(await lines("SELECT b, sum(a) + 1, sum(a) * 2 FROM t GROUP BY b HAVING sum(a) > 3 AND b <> 'x'")).toEqual([
    'Projection: t.b, sum(a) + 1, sum(a) * 2',
    "--Filter: sum(a) > 3 AND t.b <> 'x'",
    '----Aggregate: group_by=[t.b], aggregates=[sum(t.a)]',
    `------${t}`,
  ])
})

test('without GROUP BY there is one group', async () => {
  expect(await lines('SELECT count(*), count(DISTINCT b), max(c) FILTER (WHERE a > 1) FROM t')).toEqual([
    'Projection: count(*), count(DISTINCT b), max(c) FILTER (WHERE a > 1)',
    '--Aggregate: group_by=[], aggregates=[count(*), count(DISTINCT t.b), max(t.c) FILTER (WHERE t.a > 1)]',
    `----${t}`,
  ])
  expect((await lines('SELECT 1 FROM t HAVING true'))[2]).toBe('----Aggregate: group_by=[], aggregates=[]')
})

test('groups by position, alias and expression', async () => {
  const grouped = '--Aggregate: group_by=[t.a / 10], aggregates=[count(*)]'
  expect((await lines('SELECT a / 10 AS bin, count(*) FROM t GROUP BY 1'))[1]).toBe(grouped)
  expect((await lines('SELECT a / 10 AS bin, count(*) FROM t GROUP BY bin'))[1]).toBe(grouped)
  expect((await lines('SELECT a/10 AS bin, count(*) FROM t GROUP BY a / 10'))[1]).toBe(grouped)
})

test('a column of FROM wins over an alias in GROUP BY', async () => {
  expect((await lines('SELECT max(b) AS m, a AS c FROM t GROUP BY a, c'))[1]).toBe(
    '--Aggregate: group_by=[t.a, t.c], aggregates=[max(t.b)]',
  )
})

test('GROUP BY ALL takes what has no aggregate in it', async () => {
  expect((await lines('SELECT b, a + 1, sum(c) FROM t GROUP BY ALL'))[1]).toBe(
    '--Aggregate: group_by=[t.b, t.a + 1], aggregates=[sum(t.c)]',
  )
})

test('ORDER BY may name an aggregate that is not selected', async () => {
  expect(await lines('SELECT b FROM t GROUP BY b ORDER BY count(*) DESC')).toEqual([
    'Projection: t.b',
    '--Sort: count(*) DESC NULLS FIRST',
    '----Projection: t.b, count(*)',
    '------Aggregate: group_by=[t.b], aggregates=[count(*)]',
    `--------${t}`,
  ])
})
