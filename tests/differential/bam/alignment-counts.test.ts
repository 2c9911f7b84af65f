// flagstat, idxstats and counts by contig against samtools; with an index, with none, and with one that is out of date.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import { sharedAlignments } from './shared-alignments.ts'

const db = await open()
const folder = mkdtempSync(path.join(os.tmpdir(), 'locusql-counts-'))
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const fixtures = path.join(import.meta.dirname, '..', '..', '..', 'fixtures')
const own = ['bam/reads.bam', 'bam/many.bam', 'bam/many-csi.bam', 'bam/unindexed.bam', 'sam/reads.sam', 'cram/v30.cram'].map(name => ({ name, location: path.join(fixtures, name) })) // biome-ignore format: one line
const shared = [...sharedAlignments('bam'), ...sharedAlignments('sam')].filter(({ records }) => records !== undefined)
/** Every so manieth of those without an index; LOCUSQL_SAMTOOLS_EVERY=1 asks for all. */
const EVERY = Number(process.env.LOCUSQL_SAMTOOLS_EVERY ?? 20)
const files = [
  ...own,
  ...shared.filter(({ location }, i) => i % EVERY === 0 || existsSync(`${location}.bai`) || existsSync(`${location}.csi`)),
].filter(({ location }) => samtools('flagstat', '-O', 'tsv', location) !== undefined)

describe.skipIf(files.length === 0)('counts of alignments', () => {
  test.each(files)(
    '$name',
    async ({ location }) => {
      const flags = await db.flagstat(location).toArray()
      const expected = samtools('flagstat', '-O', 'tsv', location)?.filter(fields => !fields[2]?.endsWith('%'))
      expect(flags.map(row => [row.passed, row.failed].map(String))).toEqual(expected?.map(fields => fields.slice(0, 2)))
      const contigs = samtools('idxstats', location)
      const found = await db.idxstats(location).toArray()
      if (contigs !== undefined)
        expect(found.map(row => [row.chrom ?? '*', row.length, row.mapped, row.unmapped].map(String))).toEqual(contigs)
      const counts = await db.sql(`SELECT chrom, count(*) AS n FROM '${location}' GROUP BY chrom`).toArray()
      const scanned = await db.sql(`SELECT chrom, count(*) AS n, min(flags) FROM '${location}' GROUP BY chrom`).toArray()
      expect(counts.map(row => [row.chrom, row.n])).toEqual(scanned.map(row => [row.chrom, row.n]))
    },
    60_000,
  )

  test('an index older than its file is not asked', async () => {
    const location = path.join(folder, 'reads.bam')
    copyFileSync(path.join(fixtures, 'bam/many.bam'), location)
    copyFileSync(path.join(fixtures, 'bam/many.bam.bai'), `${location}.bai`)
    utimesSync(`${location}.bai`, 1e9, 1e9)
    expect(await db.explain(`SELECT chrom, count(*) FROM '${location}' GROUP BY chrom`)).not.toContain('IndexCountExec')
    expect(await db.sql(`SELECT count(*) AS n FROM '${location}' WHERE chrom = 'chr2'`).toArray()).toEqual([{ n: 2000 }])
  })

  test('what is no count of whole contigs is no question for the index', async () => {
    const location = path.join(fixtures, 'bam/many.bam')
    for (const sql of [
      `SELECT count(*) FROM '${location}' WHERE start > 5`,
      `SELECT count(*) FROM '${location}' WHERE chrom <> 'chr1'`,
      `SELECT count(start) FROM '${location}'`,
      `SELECT chrom, flags, count(*) FROM '${location}' GROUP BY ALL`,
      `SELECT chrom, count(*) FROM '${location}' GROUP BY ROLLUP (chrom)`,
    ]) {
      expect(await db.explain(sql), sql).not.toContain('IndexCountExec')
    }
    expect(await db.explain(`SELECT count(*), count(*) FROM '${location}' WHERE chrom = 'chr1'`)).toContain('IndexCountExec')
  })

  test('distinct contigs are those that the index counts records of', async () => {
    const sql = `SELECT count(DISTINCT chrom) AS n FROM '${path.join(fixtures, 'bam/many.bam')}'`
    expect(await db.explain(sql)).toContain('IndexCountExec')
    expect(await db.sql(sql).toArray()).toEqual([{ n: 3 }])
  })
})

/** Lines as fields; undefined where samtools refuses the file. */
function samtools(...args: readonly string[]): readonly (readonly string[])[] | undefined {
  const run = spawnSync('samtools', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== 0) return undefined
  return run.stdout
    .split('\n')
    .slice(0, -1)
    .map(line => line.split('\t'))
}
