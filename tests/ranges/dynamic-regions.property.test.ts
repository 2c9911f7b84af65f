/** Joins that bound the scan of an indexed file by the rows of the other side give the rows that a full scan gives. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { open } from '../../src/node.ts'

const db = await open({ 'execution.workers': 'off' })
afterAll(() => db.close())

const files = ['fixtures/vcf/calls.vcf.gz', 'fixtures/vcf/calls-csi.vcf.gz', 'fixtures/vcf/svlen.vcf.gz', 'fixtures/bed/sites.bed.gz']
const read = (file: string, options: string) => `read_${file.includes('.vcf') ? 'vcf' : 'bed'}('${file}'${options})`

/** Where each file's records lie, so that random intervals meet some of them. */
const places = new Map<string, { readonly chrom: string; readonly start: number; readonly end: number }[]>()
for (const file of files) {
  const rows = await db.sql(`SELECT chrom, start, "end" FROM ${read(file, '')}`).toArray()
  places.set(
    file,
    rows.map(row => ({ chrom: String(row.chrom), start: Number(row.start), end: Number(row.end) })),
  )
}

const joins = [
  'SELECT r.s, v.start, v."end" FROM r JOIN v ON',
  'SELECT r.s, v.start, v."end" FROM v JOIN r ON',
  'SELECT r.s, v.start, v."end" FROM r LEFT JOIN v ON',
  'SELECT v.start, v."end" FROM v SEMI JOIN r ON',
  'SELECT r.s FROM r ANTI JOIN v ON',
  'SELECT r.s FROM r SEMI JOIN v ON',
  'SELECT r.s, v."end" FROM v RIGHT JOIN r ON',
]
const conditions = [
  'v.start <= r.e AND v."end" >= r.s',
  'v.start < r.e AND v."end" > r.s',
  'v.start - 50 <= r.e AND r.s <= v."end" + 7',
  'v.start BETWEEN r.s AND r.e',
  'r.s BETWEEN v.start AND v."end"',
]

const query = fc.record({
  file: fc.constantFrom(...files),
  zeroBased: fc.boolean(),
  join: fc.constantFrom(...joins),
  condition: fc.constantFrom(...conditions),
  filter: fc.constantFrom('', ' AND v.start > 100', ' AND v."end" - r.s < 60'),
  intervals: fc.array(fc.record({ near: fc.nat(), offset: fc.integer({ min: -60, max: 60 }), length: fc.integer({ min: -1, max: 80 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
})

test('with regions and without, the same rows', async () => {
  let fed = 0
  await fc.assert(
    fc.asyncProperty(query, async ({ file, zeroBased, join, condition, filter, intervals }) => {
      const known = places.get(file) ?? []
      const rows = intervals.map(({ near, offset, length }) => {
        const place = known[near % known.length] ?? { chrom: 'none', start: 0, end: 0 }
        const s = Math.max(0, place.start + offset)
        return { chrom: near % 11 === 0 ? 'elsewhere' : place.chrom, s, e: Math.max(0, s + length) }
      })
      db.registerRows('r', rows)
      const answer = async (options: string) => {
        const table = read(file, `, zero_based => ${zeroBased}${options}`)
        const sql = `WITH v AS (SELECT * FROM ${table}) ${join} r.chrom = v.chrom AND ${condition}${filter}`
        const found = await db.sql(sql).toArray()
        return { rows: found.map(row => Object.values(row).map(String).join(' ')).sort(), plan: await db.explain(sql) }
      }
      const withRegions = await answer('')
      const without = await answer(', predicate_pushdown => false')
      if (withRegions.plan.includes('dynamic_regions')) fed++
      expect(without.plan).not.toContain('dynamic_regions')
      expect(withRegions.rows).toEqual(without.rows)
    }),
    { numRuns: 200, seed: 20261125 },
  )
  expect(fed).toBeGreaterThan(100)
})

test('range operations bounded by their left rows give the same, too', async () => {
  let fed = 0
  const operations = [
    (right: string) => `SELECT s, count AS n FROM count_overlaps('q', ${right})`,
    (right: string) => `SELECT s, coverage AS n FROM coverage('q', ${right})`,
    (right: string) => `SELECT s, start, "end" FROM subtract('q', ${right})`,
    (right: string) => `SELECT s_1, start_2, end_2 FROM overlap('q', ${right}, join_type => 'left', min_overlap => 2)`,
    (right: string) => `SELECT s FROM overlap('q', ${right}, join_type => 'anti')`,
  ]
  await fc.assert(
    fc.asyncProperty(query, fc.constantFrom(...operations), async ({ file, zeroBased, intervals }, operation) => {
      const known = places.get(file) ?? []
      const rows = intervals.map(({ near, offset, length }, s) => {
        const start = Math.max(zeroBased ? 0 : 1, (known[near % known.length]?.start ?? 0) + offset)
        const chrom = near % 11 === 0 ? 'elsewhere' : known[near % known.length]?.chrom
        return { chrom, start, end: Math.max(start - (zeroBased ? 0 : 1), start + length), s }
      })
      db.registerRows('q', rows, { zeroBased })
      const answer = async (options: string) => {
        const sql = operation(`(SELECT * FROM ${read(file, `, zero_based => ${zeroBased}${options}`)})`)
        const found = await db.sql(sql).toArray()
        return { rows: found.map(row => Object.values(row).map(String).join(' ')), plan: await db.explain(sql) }
      }
      const withRegions = await answer('')
      const without = await answer(', predicate_pushdown => false')
      if (withRegions.plan.includes('dynamic_regions')) fed++
      expect(without.plan).not.toContain('dynamic_regions')
      expect(withRegions.rows).toEqual(without.rows)
    }),
    { numRuns: 150, seed: 20261130 },
  )
  expect(fed).toBeGreaterThan(80)
})

test('EXPLAIN ANALYZE shows the regions and how little was read', async () => {
  db.registerRows('r', [{ chrom: places.get(files[0] ?? '')?.[0]?.chrom, s: 1, e: 2 }])
  const sql = `EXPLAIN ANALYZE SELECT v.start FROM r JOIN ${read(files[0] ?? '', '')} v ON r.chrom = v.chrom AND v.start <= r.e AND v."end" >= r.s`
  const plan = (await db.sql(sql).toArray()).map(row => row.plan).join('\n')
  expect(plan).toMatch(/IntervalJoinExec: .*dynamic_regions=of the right side, from the rows of the other/)
  expect(plan).toMatch(/VcfExec: file=calls.vcf.gz, .*regions=\[\w+:1-\d+\], index=tbi/)
})
