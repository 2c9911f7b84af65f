// Random regions of every indexed BAM file: with each index, by a full scan, and by `samtools view -c`, the same records.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withAlignments } from './open-alignments.ts'
import { sharedAlignments } from './shared-alignments.ts'

/** Regions a file and index; samtools is asked for every so manieth of them, because each is a process. LOCUSQL_SAMTOOLS_EVERY=1 asks for all. */
const REGIONS = 200
const SAMTOOLS_EVERY = Number(process.env.LOCUSQL_SAMTOOLS_EVERY ?? 10)

const indexed = sharedAlignments('bam')
  .filter(({ records }) => (records ?? 0) > 0)
  .flatMap(file =>
    [`${file.location}.bai`, file.location.replace(/bam$/, 'bai'), `${file.location}.csi`].map(indexPath => ({ ...file, indexPath })),
  )
  .filter(({ indexPath }) => existsSync(indexPath))
  .map(file => ({ ...file, kind: file.indexPath.slice(-3) }))

describe.skipIf(indexed.length === 0)('regions', () => {
  test.each(indexed)(
    '$name by $kind',
    async ({ name, location, indexPath }) => {
      await withAlignments(location, { indexPath }, async table => {
        const all = (await table.rows('SELECT chrom, start, "end", name, flags, mate_start FROM t')).map(toPlace)
        const placed = all.filter(({ chrom, start }) => chrom !== null && !Number.isNaN(start))
        if (placed.length === 0) return
        const random = generator(name.length + all.length)
        for (let i = 0; i < REGIONS; i++) {
          const { chrom, from, to } = randomRegion(placed, random)
          const scanned = placed.filter(place => place.chrom === chrom && place.start <= to && place.end >= from).map(place => place.text)
          const sql = 'SELECT chrom, start, "end", name, flags, mate_start FROM t WHERE chrom = $1 AND start <= $2 AND "end" >= $3'
          const found = (await table.rows(sql, [chrom, to, from])).map(row => toPlace(row).text)
          const region = `${chrom}:${from}-${to}`
          expect(found, region).toEqual(scanned)
          if (i % SAMTOOLS_EVERY === 0) expect(samtoolsCount(location, indexPath, `{${chrom}}:${from}-${to}`), region).toBe(found.length)
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

/** Around records, around the borders of the 16,384-base windows of an index, long and short. */
function randomRegion(all: readonly Place[], random: (below: number) => number): { chrom: string; from: number; to: number } {
  const place = all[random(all.length)] ?? { chrom: '1', start: 1, end: 1 }
  const window = Math.round(place.start / 16_384 + random(3) - 1) * 16_384
  const near = [place.start, place.end, window, place.start - random(2_000)][random(4)] ?? 1
  const from = Math.max(1, near + random(3) - 1)
  const length = [1, 2, random(100), random(16_384), random(5_000_000)][random(5)] ?? 1
  return { chrom: place.chrom ?? '', from, to: from + Math.max(0, length - 1) }
}

function samtoolsCount(location: string, indexPath: string, region: string): number {
  return Number(spawnSync('samtools', ['view', '-c', '-X', location, indexPath, region], { encoding: 'utf8' }).stdout)
}

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
