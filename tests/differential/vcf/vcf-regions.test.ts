// Random regions of every indexed VCF file: with the index, by a full scan, and by `bcftools view -r`, the same records.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withVcf } from './open-table.ts'
import { type SharedVcf, sharedVcfFiles } from './shared-vcf-files.ts'

/** Regions a file; bcftools is asked for every so manieth of them, because each is a process. LOCUSQL_BCFTOOLS_EVERY=1 asks for all. */
const REGIONS = 200
const BCFTOOLS_EVERY = Number(process.env.LOCUSQL_BCFTOOLS_EVERY ?? 10)

const indexed = sharedVcfFiles().filter(
  ({ location, records }) => (records ?? 0) > 0 && ['.tbi', '.csi'].some(ending => existsSync(location + ending)),
)

describe.skipIf(indexed.length === 0)('regions', () => {
  test.each(indexed)(
    '$name',
    async file => {
      await compareRegions(file)
    },
    300_000,
  )
})

interface Place {
  readonly chrom: string
  readonly start: number
  readonly end: number
  readonly text: string
}

async function compareRegions(file: SharedVcf): Promise<void> {
  await withVcf(file.location, {}, async table => {
    const columns = 'chrom, start, "end", ref, alt'
    // As text, because the alleles of structural variants are long; one row may occur twice.
    const all = (await table.rows(`SELECT ${columns} FROM t`)).map(toPlace)
    const random = generator(file.name.length + all.length)
    for (let i = 0; i < REGIONS; i++) {
      const { chrom, from, to } = randomRegion(all, random)
      const scanned = all.filter(place => place.chrom === chrom && place.start <= to && place.end >= from).map(place => place.text)
      const sql = `SELECT ${columns} FROM t WHERE chrom = $1 AND start <= $2 AND "end" >= $3`
      const found = (await table.rows(sql, [chrom, to, from])).map(row => toPlace(row).text)
      const region = `${chrom}:${from}-${to}`
      expect(found, region).toEqual(scanned)
      if (i % BCFTOOLS_EVERY === 0) expect(bcftoolsStarts(file.location, region), region).toEqual(found.map(startOf))
    }
  })
}

function toPlace(row: Readonly<Record<string, unknown>>): Place {
  const { chrom, start, end, ref, alt } = row
  return { chrom: String(chrom), start: Number(start), end: Number(end), text: [start, end, ref, alt ?? '.'].join(' ') }
}

function startOf(text: string): string {
  return text.slice(0, text.indexOf(' '))
}

/** Around records, around the borders of the 16,384-base windows of an index, long and short. */
function randomRegion(all: readonly Place[], random: (below: number) => number): { chrom: string; from: number; to: number } {
  const place = all[random(all.length)] ?? { chrom: '1', start: 1, end: 1, text: '' }
  const window = Math.round(place.start / 16_384 + random(3) - 1) * 16_384
  const near = [place.start, place.end, window, place.start - random(2_000)][random(4)] ?? 1
  const from = Math.max(1, near + random(3) - 1)
  const length = [1, 2, random(100), random(16_384), random(5_000_000)][random(5)] ?? 1
  return { chrom: place.chrom, from, to: from + Math.max(0, length - 1) }
}

/** view, not query: query does not read INFO where the format does not ask for it, and then knows no END. */
function bcftoolsStarts(location: string, region: string): readonly string[] {
  const view = spawnSync('bcftools', ['view', '-H', '-r', region, location], { maxBuffer: 1 << 30, encoding: 'latin1' })
  return view.stdout
    .split('\n')
    .slice(0, -1)
    .map(line => line.split('\t', 2)[1] ?? '')
}

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
