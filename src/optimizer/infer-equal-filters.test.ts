import { expect, test } from 'vitest'
import { optimizedLines } from '../../tests/support/plan-catalog.ts'
import { extractEquijoinKeys } from './extract-equijoin-keys.ts'
import { inferEqualFilters } from './infer-equal-filters.ts'
import { pushDownFilter } from './push-down-filter.ts'

const rules = [pushDownFilter, extractEquijoinKeys, inferEqualFilters]
const scans = async (sql: string) =>
  (await optimizedLines(sql, rules)).filter(line => /Filter|Scan/.test(line)).map(line => line.replace(/^-+/, ''))

test('a filter of one side is one of the other', async () => {
  expect(await scans("SELECT 1 FROM v JOIN g ON v.chrom = g.chrom WHERE v.chrom = 'chr1' AND v.start > 5")).toEqual([
    expect.stringMatching(/^Scan: v .*filters=\[v.chrom = 'chr1', v.start > 5\]$/),
    expect.stringMatching(/^Scan: g .*filters=\[g.chrom = 'chr1'\]$/),
  ])
})

test('along several equalities, and from the right to the left', async () => {
  const sql = "SELECT 1 FROM t JOIN t AS s ON t.b = s.b JOIN u ON s.b = u.x WHERE u.x IN ('y', 'z')"
  expect((await scans(sql)).filter(line => line.startsWith('Filter'))).toEqual([
    "Filter: t.b IN ('y', 'z')",
    "Filter: s.b IN ('y', 'z')",
    "Filter: u.x IN ('y', 'z')",
  ])
})

test('the side that an outer join preserves keeps its rows', async () => {
  expect(await scans("SELECT 1 FROM t LEFT JOIN u ON t.b = u.x WHERE t.b = 'y'")).toContain("Filter: u.x = 'y'")
  expect(await scans("SELECT 1 FROM t LEFT JOIN (SELECT * FROM u WHERE x = 'y') AS w ON t.b = w.x")).not.toContain("Filter: t.b = 'y'")
  expect((await scans("SELECT 1 FROM t FULL JOIN u ON t.b = u.x WHERE t.b = 'y'")).filter(line => line.includes('u.x'))).toEqual([])
})

test('equal doubles need not be the same', async () => {
  expect(await scans('SELECT 1 FROM t JOIN t AS s ON t.c = s.c WHERE t.c = 0')).not.toContain('Filter: s.c = 0.0')
})
