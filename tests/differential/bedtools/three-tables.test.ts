/** Calls in exons that a repeat covers: two interval joins over three files, and the same by bedtools and awk. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'

const hasBedtools = spawnSync('bedtools', ['--version']).status === 0
if (!hasBedtools) console.warn('SKIPPED: bedtools is not installed; a query over three tables is not compared with it.')

const folder = mkdtempSync(path.join(tmpdir(), 'locusql-three-'))
const db = await open({ 'execution.workers': 'off' })
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const calls = 'fixtures/vcf/calls.vcf.gz'
const text = gunzipSync(readFileSync(calls)).toString()
/** contig, POS, QUAL of the records whose reference allele is one base: their place needs no INFO. */
const records = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))

const intervals = (most: number, longest: number) =>
  fc.array(
    fc.record({
      chrom: fc.constantFrom('chr1', 'chr1', 'chr2', 'chrX', 'chrM'),
      start: fc.integer({ min: 0, max: 2_000_000 }),
      length: fc.integer({ min: 1, max: longest }),
    }),
    { minLength: 1, maxLength: most, size: 'max' },
  )

function file(name: string, rows: readonly { readonly chrom: string; readonly start: number; readonly length: number }[]): string {
  const place = path.join(folder, name)
  const lines = rows.map(
    ({ chrom, start, length }, i) => `${chrom}\t${start}\t${start + length}\t${name[0]}${i}\t${i % 1000}\t${i % 2 ? '+' : '-'}\n`,
  )
  writeFileSync(place, lines.join(''))
  return place
}

const callsBed = path.join(folder, 'calls.bed')
writeFileSync(
  callsBed,
  records
    .map(line => line.split('\t'))
    .map(([chrom, pos, , ref = '', , qual]) => `${chrom}\t${Number(pos) - 1}\t${Number(pos) - 1 + ref.length}\t${qual}\n`)
    .join(''),
)

const shell = (command: string) =>
  execFileSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line !== '')
    .sort()

const query = (exons: string, repeats: string) => `
  SELECT c.chrom, c.start, c."end", e.name AS exon, r.name AS repeat
  FROM '${calls}' c
  JOIN '${exons}' e ON c.chrom = e.chrom AND c.start <= e."end" AND c."end" >= e.start
  JOIN '${repeats}' r ON c.chrom = r.chrom AND c.start <= r."end" AND c."end" >= r.start
  WHERE c.qual > 40 AND e.strand = '+' AND r.score < 500 AND c.chrom = 'chr1' AND c.start BETWEEN 100000 AND 1500000`

test.skipIf(!hasBedtools)('the rows are those of bedtools and awk', async () => {
  let rows = 0
  await fc.assert(
    fc.asyncProperty(intervals(60, 90_000), intervals(40, 60_000), async (exons, repeats) => {
      const e = file('exons.bed', exons)
      const r = file('repeats.bed', repeats)
      const found = (await db.sql(query(e, r)).toArray()).map(row => Object.values(row).join('\t')).sort()
      const kept = `awk '$1 == "chr1" && $2 + 1 >= 100000 && $2 + 1 <= 1500000 && $4 != "." && $4 > 40' ${callsBed}`
      const expected = shell(
        `${kept} | bedtools intersect -wa -wb -a - -b <(awk '$6 == "+"' ${e}) | bedtools intersect -wa -wb -a - -b <(awk '$5 < 500' ${r}) | awk -v OFS='\\t' '{ print $1, $2 + 1, $3, $8, $14 }'`,
      )
      rows += expected.length
      expect(found).toEqual(expected)
    }),
    { numRuns: 12, seed: 20261130 },
  )
  expect(rows).toBeGreaterThan(50)
})

test('EXPLAIN shows two interval joins, the filters at the scans, and the regions', async () => {
  const e = file('exons.bed', [{ chrom: 'chr1', start: 1000, length: 50 }])
  const r = file('repeats.bed', [{ chrom: 'chr1', start: 900, length: 200 }])
  const plan = await db.explain(query(e, r))
  expect(plan.match(/IntervalJoinExec/g)).toHaveLength(2)
  expect(plan).toMatch(/VcfExec: file=calls\.vcf\.gz.*regions=\[chr1:100000-1500000\], index=tbi/)
  expect(plan).toMatch(/BedExec: file=exons\.bed.*filters=\[.*strand = '\+'/)
  expect(plan).toMatch(/BedExec: file=repeats\.bed.*filters=\[.*score < 500/)
  expect(plan).toContain('dynamic_regions')
})
