import { expect, test } from 'vitest'
import { boundLines as lines, planOf, planSession } from '../../../tests/support/plan-catalog.ts'

const t = 'Scan: t projection=[a, b, c]'

test('a query without FROM reads one row without columns', async () => {
  expect(await lines('SELECT 1 AS one')).toEqual(['Projection: 1 AS one', '--Values: ()'])
})

test('WHERE filters before the projection', async () => {
  expect(await lines('SELECT b FROM t WHERE a > 1 AND c < 2')).toEqual(['Projection: t.b', '--Filter: t.a > 1 AND t.c < 2.0', `----${t}`])
})

test('names match without regard to case; the table keeps its spelling', async () => {
  const plan = await planOf('SELECT A, T.B, af FROM T, V')
  expect(plan.schema.fields.map(field => field.name)).toEqual(['a', 'b', 'AF'])
})

test('a column whose case matches wins over one whose case does not', async () => {
  const plan = await planOf('SELECT "X", x FROM (SELECT a AS x, b AS "X" FROM t)')
  expect(plan.schema.fields.map(field => [field.name, field.type.kind])).toEqual([
    ['X', 'utf8'],
    ['x', 'int32'],
  ])
})

test('columns without AS are named by their text', async () => {
  const plan = await planOf(
    "SELECT a+1, -a, (a + 1)*2, count( * ), upper(b), a is null, b like 'x%', a::bigint, case when a=1 then 2 end, genotypes.GT, [1,2][1] FROM t, v GROUP BY ALL",
  )
  expect(plan.schema.fields.map(field => field.name)).toEqual([
    'a + 1',
    '-a',
    '(a + 1) * 2',
    'count(*)',
    'upper(b)',
    'a IS NULL',
    "b LIKE 'x%'",
    'CAST(a AS BIGINT)',
    'CASE WHEN a = 1 THEN 2 END',
    'GT',
    '[1, 2][1]',
  ])
})

test('* gives all columns, and EXCLUDE, REPLACE and RENAME change them', async () => {
  expect((await lines('SELECT * FROM t'))[0]).toBe('Projection: t.a, t.b, t.c')
  expect((await lines('SELECT * EXCLUDE (a) REPLACE (c + 1 AS c) RENAME (b AS letter) FROM t'))[0]).toBe(
    'Projection: t.b AS letter, t.c + 1 AS c',
  )
  expect((await lines('SELECT u.*, t.a FROM t, u'))[0]).toBe('Projection: u.a, u.x, t.a')
})

test('COLUMNS gives the item once for each matching column', async () => {
  expect((await lines("SELECT COLUMNS('^[ac]$') FROM t"))[0]).toBe('Projection: t.a, t.c')
  expect((await lines('SELECT max(COLUMNS(*)) FROM t'))[1]).toBe('--Aggregate: group_by=[], aggregates=[max(t.a), max(t.b), max(t.c)]')
})

test('an alias means its expression in WHERE and in later items, where no column has the name', async () => {
  expect(await lines('SELECT a + 1 AS n, n * 2 AS m FROM t WHERE m > 3')).toEqual([
    'Projection: t.a + 1 AS n, (t.a + 1) * 2 AS m',
    '--Filter: (t.a + 1) * 2 > 3',
    `----${t}`,
  ])
  expect((await lines('SELECT c AS a FROM t WHERE a = 1'))[1]).toBe('--Filter: t.a = 1')
})

test('a repeated column gets an id of its own', async () => {
  const plan = await planOf('SELECT a, a FROM t')
  expect(new Set(plan.ids).size).toBe(2)
})

test('DISTINCT comes before ORDER BY, DISTINCT ON after it', async () => {
  expect(await lines('SELECT DISTINCT b FROM t ORDER BY b')).toEqual([
    'Sort: t.b ASC NULLS LAST',
    '--Distinct',
    '----Projection: t.b',
    `------${t}`,
  ])
  expect(await lines('SELECT DISTINCT ON (b) a FROM t ORDER BY b, c DESC')).toEqual([
    'Projection: t.a',
    '--Distinct: on=[t.b]',
    '----Sort: t.b ASC NULLS LAST, t.c DESC NULLS FIRST',
    '------Projection: t.a, t.b, t.c',
    `--------${t}`,
  ])
})

test('ORDER BY takes positions, aliases, expressions and hidden columns', async () => {
  expect((await lines('SELECT a AS x, b FROM t ORDER BY 2 DESC, x NULLS FIRST'))[0]).toBe('Sort: t.b DESC NULLS FIRST, x ASC NULLS FIRST')
  expect(await lines('SELECT a FROM t ORDER BY c * 2')).toEqual([
    'Projection: t.a',
    '--Sort: sort key 1 ASC NULLS LAST',
    '----Projection: t.a, t.c * 2 AS sort key 1',
    `------${t}`,
  ])
  expect((await lines('SELECT a, b FROM t ORDER BY ALL DESC'))[0]).toBe('Sort: t.a DESC NULLS FIRST, t.b DESC NULLS FIRST')
})

test('a name in ORDER BY is a column of the result before it is one of FROM', async () => {
  expect((await lines('SELECT -a AS a FROM t ORDER BY a'))[0]).toBe('Sort: a ASC NULLS LAST')
  expect((await lines('SELECT -a AS a FROM t ORDER BY a'))[1]).toBe('--Projection: -t.a AS a')
})

test('LIMIT and OFFSET are constant expressions', async () => {
  expect((await lines('SELECT a FROM t LIMIT 2 + 3 OFFSET 1'))[0]).toBe('Limit: skip=1, fetch=5')
  expect((await lines('SELECT a FROM t OFFSET 4'))[0]).toBe('Limit: skip=4')
  expect((await lines('SELECT a FROM t LIMIT 9223372036854775807'))[0]).toBe(`Limit: skip=0, fetch=${Number.MAX_SAFE_INTEGER}`)
  expect((await lines('SELECT a FROM t LIMIT NULL'))[0]).toBe('Projection: t.a')
})

test('VALUES unifies the types of its rows', async () => {
  const plan = await planOf("VALUES (1, 'a'), (2.5, NULL)")
  expect(plan.schema.fields.map(field => [field.name, field.type.kind, field.nullable])).toEqual([
    ['column1', 'float64', false],
    ['column2', 'utf8', true],
  ])
})

test('metadata of a table survives select, filter, sort and limit, and only the coordinate system a join', async () => {
  const session = planSession()
  const own = await planOf('SELECT start FROM v WHERE qual > 3 ORDER BY start LIMIT 3', session)
  expect(own.schema.metadata).toEqual({ 'bio.coordinate_system_zero_based': 'false' })
  const joined = await planOf('SELECT x.start FROM v x JOIN v y ON x.ref = y.ref', session)
  expect(joined.schema.metadata).toEqual({ 'bio.coordinate_system_zero_based': 'false' })
  const mixed = await planOf('SELECT v.start FROM v JOIN g USING (chrom)', session)
  expect(mixed.schema.metadata).toBeUndefined()
})
