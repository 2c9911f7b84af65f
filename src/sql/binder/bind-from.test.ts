import { expect, test } from 'vitest'
import { bindingError, boundLines as lines, planOf, planSession } from '../../../tests/support/plan-catalog.ts'
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import type { TableProvider } from '../../catalog/table-provider.ts'

const t = 'Scan: t projection=[a, b, c]'
const u = 'Scan: u projection=[a, x]'

test('an alias names the table, and its list the columns', async () => {
  expect(await lines('SELECT k.a FROM t AS k')).toEqual(['Projection: k.a', '--Scan: t AS k projection=[a, b, c]'])
  expect(await lines('SELECT k.n, k.b FROM t AS k(n)')).toEqual([
    'Projection: n, k.b',
    '--Projection: k.a AS n, k.b, k.c',
    '----Scan: t AS k projection=[a, b, c]',
  ])
})

test('tables side by side are a cross join', async () => {
  expect(await lines('SELECT t.a, x FROM t, u')).toEqual(['Projection: t.a, u.x', '--CrossJoin', `----${t}`, `----${u}`])
})

test('joins of every kind keep their condition for the optimizer to take apart', async () => {
  for (const [sql, name] of [
    ['JOIN', 'InnerJoin'],
    ['LEFT JOIN', 'LeftJoin'],
    ['RIGHT JOIN', 'RightJoin'],
    ['FULL JOIN', 'FullJoin'],
    ['SEMI JOIN', 'SemiJoin'],
    ['ANTI JOIN', 'AntiJoin'],
  ]) {
    expect((await lines(`SELECT t.b FROM t ${sql} u ON t.b = u.x AND t.c > 1`))[1]).toBe(`--${name}: residual=[t.b = u.x, t.c > 1.0]`)
  }
})

test('columns of an outer side become nullable', async () => {
  const nullable = async (sql: string) => (await planOf(sql)).schema.fields.map(field => field.nullable)
  expect(await nullable('SELECT x.start, y.start FROM v x JOIN v y ON x.ref = y.ref')).toEqual([false, false])
  expect(await nullable('SELECT x.start, y.start FROM v x LEFT JOIN v y ON x.ref = y.ref')).toEqual([false, true])
  expect(await nullable('SELECT x.start, y.start FROM v x RIGHT JOIN v y ON x.ref = y.ref')).toEqual([true, false])
  expect(await nullable('SELECT x.start, y.start FROM v x FULL JOIN v y ON x.ref = y.ref')).toEqual([true, true])
})

test('USING and NATURAL merge columns, first in *; the two keep their qualified names', async () => {
  expect(await lines('SELECT * FROM t JOIN u USING (a)')).toEqual([
    'Projection: t.a, t.b, t.c, u.x',
    '--InnerJoin: on=[CAST(t.a AS BIGINT) = u.a]',
    `----${t}`,
    `----${u}`,
  ])
  expect((await lines('SELECT * FROM u NATURAL JOIN t'))[0]).toBe('Projection: u.a, u.x, t.b, t.c')
  expect((await lines('SELECT a, t.a, u.a FROM t LEFT JOIN u USING (a)'))[0]).toBe('Projection: t.a, t.a, u.a')
  expect((await lines('SELECT a FROM t RIGHT JOIN u USING (a)'))[0]).toBe('Projection: u.a')
  expect((await lines('SELECT a FROM t FULL JOIN u USING (a)'))[0]).toBe(
    'Projection: CASE WHEN CAST(t.a AS BIGINT) IS NULL THEN u.a ELSE CAST(t.a AS BIGINT) END AS a',
  )
})

test('a CTE is planned anew for each use, with ids of its own', async () => {
  const plan = await planOf('WITH q AS (SELECT a FROM t) SELECT x.a, y.a FROM q x, q y')
  expect(new Set(plan.ids).size).toBe(2)
  expect(await lines('WITH q(n) AS (SELECT a FROM t), r AS (SELECT n FROM q) SELECT n FROM r')).toEqual([
    'Projection: n',
    '--Projection: n',
    '----Projection: t.a AS n',
    '------Projection: t.a',
    `--------${t}`,
  ])
})

test('a CTE hides a table, but not inside itself; unused ones are checked', async () => {
  expect((await lines('WITH t AS (SELECT x FROM u) SELECT * FROM t'))[2]).toBe(`----${u}`)
  expect((await lines('WITH t AS (SELECT b FROM t) SELECT * FROM t'))[2]).toBe(`----${t}`)
  expect(await bindingError('WITH q AS (SELECT nothing FROM t) SELECT 1')).toContain('Column "nothing" not found')
})

test('UNION brings its inputs to one type and name', async () => {
  expect(await lines('SELECT a, b FROM t UNION ALL SELECT a, x FROM u')).toEqual([
    'UnionAll',
    '--Projection: CAST(t.a AS BIGINT) AS a, t.b',
    '----Projection: t.a, t.b',
    `------${t}`,
    '--Projection: u.a, u.x',
    `----${u}`,
  ])
  expect((await lines('SELECT b FROM t UNION SELECT x FROM u')).slice(0, 2)).toEqual(['Distinct', '--UnionAll'])
  expect((await lines('SELECT b FROM t INTERSECT SELECT x FROM u'))[0]).toBe('Intersect')
  expect((await lines('SELECT b FROM t EXCEPT ALL SELECT x FROM u'))[0]).toBe('ExceptAll')
})

test('UNION BY NAME aligns columns and fills what is missing with NULL', async () => {
  expect(await lines('SELECT b, a FROM t UNION ALL BY NAME SELECT a, x FROM u')).toEqual([
    'UnionAll',
    '--Projection: t.b, CAST(t.a AS BIGINT) AS a, NULL AS x',
    '----Projection: t.b, t.a',
    `------${t}`,
    '--Projection: NULL AS b, u.a, u.x',
    '----Projection: u.a, u.x',
    `------${u}`,
  ])
})

test('a set operation is ordered by its columns', async () => {
  expect((await lines('SELECT a FROM t UNION ALL SELECT a FROM u ORDER BY a DESC LIMIT 3')).slice(0, 2)).toEqual([
    'Limit: skip=0, fetch=3',
    '--Sort: a DESC NULLS FIRST',
  ])
})

test('a file is named by its stem', async () => {
  expect((await lines("SELECT calls.start FROM 'data/calls.vcf.gz'"))[1]).toContain('--Scan: calls projection=')
})

test('a view is a plan; each use gets ids of its own', async () => {
  const session = planSession()
  session.tables.set('w', await planOf('SELECT a, b FROM t', session))
  const plan = await planOf('SELECT one.a, two.a FROM w one, w two', session)
  expect(new Set(plan.ids).size).toBe(2)
  expect(await lines('SELECT w.b FROM w', session)).toEqual(['Projection: t.b', '--Projection: t.a, t.b', `----${t}`])
})

test('a table function gets constants by position and name, and relations bound', async () => {
  const session = planSession()
  const calls: [readonly TableFunctionArgument[], unknown][] = []
  session.tableFunctions.set('make', {
    name: 'make',
    summary: '',
    example: '',
    bind: async (args, named) => {
      calls.push([args, named])
      // planSession() has the table t, which is a provider.
      return session.tables.get('t') as TableProvider
    },
  })
  await planOf("SELECT * FROM make('x', 1 + 1, (SELECT b FROM t), u, k => ['a']) AS m", session)
  const [args, named] = calls[0] ?? [[], {}]
  expect(args.slice(0, 2)).toEqual([
    { kind: 'value', value: 'x' },
    { kind: 'value', value: 2 },
  ])
  expect(args.slice(2).map(arg => arg.kind)).toEqual(['relation', 'relation'])
  expect(named).toEqual({ k: ['a'] })
})

test('comparing positions of two coordinate systems warns, and is an error under the option', async () => {
  const session = planSession()
  await planOf('SELECT v.ref FROM v JOIN g ON v.chrom = g.chrom AND v.start >= g.start', session)
  expect(session.warnings).toEqual([
    'start >= start compares a 0-based position with a 1-based one. Read both tables with the same zero_based option, or add 1 to the 0-based side.',
  ])
  session.coordinateSystemCheck = true
  await expect(planOf('SELECT v.ref FROM v, g WHERE v.start = g.start', session)).rejects.toMatchObject({
    code: 'PLAN',
    reason: 'coordinate_system_mismatch',
  })
})

test('ends are the same number in both systems', async () => {
  const session = planSession()
  await planOf('SELECT v.ref FROM v JOIN g ON v.chrom = g.chrom AND v."end" = g."end"', session)
  expect(session.warnings).toEqual([])
})
