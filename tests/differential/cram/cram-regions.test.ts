// Random regions of every indexed CRAM file: by CRAI, by a full scan, and by samtools, the same records.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withAlignments } from '../bam/open-alignments.ts'
import { cramCases, viewCram } from './shared-crams.ts'

/** Regions a file; samtools is asked for every so manieth of them, because each is a process. LOCUSQL_SAMTOOLS_EVERY=1 asks for all. */
const REGIONS = 100
const SAMTOOLS_EVERY = Number(process.env.LOCUSQL_SAMTOOLS_EVERY ?? 10)

/** samtools finds fewer records than there are: one is not sorted, one has slices that span nothing, others reach beyond their contig. */
const SAMTOOLS_MISSES = ['xx#minimal.tmp.cram', 'xx#tlen2.tmp.cram', 'c1#bounds.tmp.cram', 'test_cram.embed_ref_1_version_3.0.cram']
/** Cut short: no scan gets to its end. */
const TRUNCATED = ['grc37-1#HG03297.mapped.ILLUMINA.bwa.ESN.low_coverage.20130415.bam.cram']

const indexed = cramCases().filter(({ name, location }) => existsSync(`${location}.crai`) && !TRUNCATED.some(cut => name.endsWith(cut)))

describe.skipIf(indexed.length === 0)('regions by CRAI', () => {
  test.each(indexed)(
    '$name',
    async ({ name, location }) => {
      const view = viewCram(location)
      await withAlignments(location, {}, async table => {
        const columns = 'chrom, start, "end", name, flags, mate_start'
        const all = (await table.rows(`SELECT ${columns} FROM t`)).map(toPlace)
        const placed = all.filter(({ chrom, start }) => chrom !== null && !Number.isNaN(start))
        if (placed.length === 0) return
        const random = generator(name.length + all.length)
        for (let i = 0; i < REGIONS; i++) {
          const { chrom, from, to } = randomRegion(placed, random)
          const scanned = placed.filter(place => place.chrom === chrom && place.start <= to && place.end >= from).map(place => place.text)
          const sql = `SELECT ${columns} FROM t WHERE chrom = $1 AND start <= $2 AND "end" >= $3`
          const found = (await table.rows(sql, [chrom, to, from])).map(row => toPlace(row).text)
          const region = `${chrom}:${from}-${to}`
          expect(found, region).toEqual(scanned)
          if (view === undefined || i % SAMTOOLS_EVERY !== 0) continue
          const counted = samtoolsCount(location, view.reference, `{${chrom}}:${from}-${to}`)
          if (counted !== undefined && !SAMTOOLS_MISSES.some(missed => name.endsWith(missed))) expect(counted, region).toBe(found.length)
        }
      })
    },
    300_000,
  )
})

interface Place {
  readonly chrom: string | null
  readonly start: number
  readonly end: number
  readonly text: string
}

function toPlace({ chrom, start, end, name, flags, mate_start }: Readonly<Record<string, unknown>>): Place {
  const text = [chrom, start, end, name, flags, mate_start].map(String).join(' ')
  return { chrom: chrom === null ? null : String(chrom), start: Number(start ?? Number.NaN), end: Number(end ?? Number.NaN), text }
}

/** Around records, and between them; long and short. */
function randomRegion(all: readonly Place[], random: (below: number) => number): { chrom: string; from: number; to: number } {
  const place = all[random(all.length)] ?? { chrom: '1', start: 1, end: 1 }
  const near = [place.start, place.end, place.start - random(2_000), place.end + random(2_000)][random(4)] ?? 1
  const from = Math.max(1, near + random(3) - 1)
  const length = [1, 2, random(100), random(16_384), random(5_000_000)][random(5)] ?? 1
  return { chrom: place.chrom ?? '', from, to: from + Math.max(0, length - 1) }
}

/** Undefined where samtools cannot use the index. */
function samtoolsCount(location: string, reference: string | undefined, region: string): number | undefined {
  const more = reference === undefined ? [] : ['-T', reference]
  const env = { ...process.env, REF_PATH: ':', REF_CACHE: ':' }
  const view = spawnSync('samtools', ['view', '-c', ...more, location, region], { encoding: 'utf8', env })
  return view.status === 0 ? Number(view.stdout) : undefined
}

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
