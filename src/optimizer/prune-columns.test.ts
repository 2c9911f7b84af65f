import { expect, test } from 'vitest'
import { optimizedLines, planOf, planSession } from '../../tests/support/plan-catalog.ts'
import { mapPlan } from '../logical/map-plan.ts'
import { optimize } from './optimize.ts'
import { pruneColumns } from './prune-columns.ts'
import { pushDownFilter } from './push-down-filter.ts'

const pruned = (sql: string) => optimizedLines(sql, [pruneColumns])

test('a scan reads what is used above it', async () => {
  expect(await pruned('SELECT start FROM v ORDER BY ref')).toEqual([
    'Projection: v.start',
    '--Sort: v.ref ASC NULLS LAST',
    '----Projection: v.start, v.ref',
    '------Scan: v projection=[start, ref]',
  ])
})

test('a column that only the scan filters by is not in its projection', async () => {
  expect(await optimizedLines("SELECT start FROM v WHERE chrom = 'x'", [pushDownFilter, pruneColumns])).toEqual([
    'Projection: v.start',
    "--Scan: v projection=[start], filters=[v.chrom = 'x']",
  ])
})

test('count(*) reads no column', async () => {
  expect((await pruned('SELECT count(*) FROM v')).at(-1)).toBe('----Scan: v projection=[]')
})

test('aggregates and columns that nobody reads go, keys and one row stay', async () => {
  expect(await pruned('SELECT n FROM (SELECT b, count(*) AS n, sum(c) FROM t GROUP BY b)')).toEqual([
    'Projection: n',
    '--Projection: count(*) AS n',
    '----Aggregate: group_by=[t.b], aggregates=[count(*)]',
    '------Scan: t projection=[b]',
  ])
  expect((await pruned('SELECT 1 FROM (SELECT count(*) FROM t)')).slice(1)).toEqual(
    ['--Projection: ', '----Aggregate: group_by=[], aggregates=[count(*)]', '------Scan: t projection=[]'].map(line =>
      line.replace(': ', line.endsWith(': ') ? '' : ': '),
    ),
  )
})

test('each side of a join keeps its keys', async () => {
  expect((await pruned('SELECT v.ref FROM v JOIN g ON v.chrom = g.chrom AND v.start < g."end"')).slice(2)).toEqual([
    '----Scan: v projection=[chrom, start, ref]',
    '----Scan: g projection=[chrom, end]',
  ])
})

test('inputs of a union keep matching by position', async () => {
  expect(await pruned('SELECT b FROM (SELECT a, b FROM t UNION ALL SELECT a, x FROM u)')).toEqual([
    'Projection: b',
    '--UnionAll',
    '----Projection: t.b',
    '------Projection: t.b',
    '--------Scan: t projection=[b]',
    '----Projection: u.x',
    '------Scan: u projection=[x]',
  ])
})

test('DISTINCT and set operations need all their columns', async () => {
  expect((await pruned('SELECT count(*) FROM (SELECT DISTINCT a, b FROM t)')).at(-1)).toBe('--------Scan: t projection=[a, b]')
  expect((await pruned('SELECT count(*) FROM (SELECT b FROM t EXCEPT SELECT x FROM u)')).at(-1)).toBe('--------Scan: u projection=[x]')
})

test('of a struct only the fields that are read are scanned, as paths', async () => {
  const session = planSession()
  const plan = await planOf('SELECT genotypes.GT FROM v WHERE genotypes.GT IS NOT NULL ORDER BY start', session)
  const result = optimize(plan, { functions: session.functions, rules: [pruneColumns] }).plan
  const types: unknown[] = []
  mapPlan(result, node => {
    const place = node.schema.fields.findIndex(field => field.name === 'genotypes')
    const field = node.schema.fields[place]
    if (field?.type.kind === 'struct') types.push([node.kind, field.type.fields.map(inner => inner.name)])
    return node
  })
  expect(types).toEqual([
    ['scan', ['GT']],
    ['filter', ['GT']],
  ])
  const paths = (sql: string) => pruned(sql).then(lines => lines.at(-1))
  expect(await paths('SELECT genotypes.GT, start FROM v')).toBe('--Scan: v projection=[start, genotypes.GT]')
  expect(await paths('SELECT genotypes.GT, genotypes FROM v')).toBe('--Scan: v projection=[genotypes]')
  expect(await paths('SELECT genotypes.GT, genotypes.DP FROM v')).toBe('--Scan: v projection=[genotypes]')
  expect(await paths('SELECT k.DP FROM (SELECT genotypes AS k, ref FROM v)')).toBe('----Scan: v projection=[genotypes.DP]')
})

test('pruning twice changes nothing', async () => {
  const session = planSession()
  const plan = await planOf('SELECT genotypes.GT, count(*) FROM v LEFT JOIN g USING (chrom) GROUP BY 1', session)
  const once = optimize(plan, { functions: session.functions, rules: [pruneColumns] })
  expect(once.steps).toHaveLength(1)
})
