// Random regions of every indexed BCF file: with the index, by a full scan, and by `bcftools view -r`, the same records.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { withFile } from './open-table.ts'
import { sharedBcfFiles } from './shared-bcf-files.ts'

/** Regions a file; bcftools is asked for every so manieth of them, because each is a process. */
const REGIONS = 120
const BCFTOOLS_EVERY = Number(process.env.LOCUSQL_BCFTOOLS_EVERY ?? 10)

const fixtures = path.join(import.meta.dirname, '../../../fixtures/bcf')
const shared = sharedBcfFiles()
const own = shared.length === 0 ? [] : ['calls.bcf', 'windows.bcf'].map(name => ({ name, location: path.join(fixtures, name) }))
const indexed = [...own, ...shared].filter(({ location }) => existsSync(`${location}.csi`))

interface Place {
  readonly chrom: string
  readonly start: number
  readonly end: number
  readonly text: string
}

describe.skipIf(indexed.length === 0)('regions', () => {
  test.each(indexed)(
    '$name',
    async ({ name, location }) => {
      await withFile(location, async table => {
        const columns = 'chrom, start, "end", ref, alt'
        const all = (await table.rows(`SELECT ${columns} FROM t`)).map(toPlace)
        const random = generator(name.length + all.length)
        for (let i = 0; i < REGIONS; i++) {
          const { chrom, from, to } = randomRegion(all, random)
          const scanned = all.filter(place => place.chrom === chrom && place.start <= to && place.end >= from).map(place => place.text)
          const sql = `SELECT ${columns} FROM t WHERE chrom = $1 AND start <= $2 AND "end" >= $3`
          const found = (await table.rows(sql, [chrom, to, from])).map(row => toPlace(row).text)
          const region = `${chrom}:${from}-${to}`
          expect(found, region).toEqual(scanned)
          // bcftools cannot be asked for a contig whose name looks like a region.
          const asks = i % BCFTOOLS_EVERY === 0 && !chrom.includes(':')
          if (asks) expect(bcftoolsStarts(location, region), region).toEqual(found.map(startOf))
        }
      })
    },
    300_000,
  )
})

function toPlace(row: Readonly<Record<string, unknown>>): Place {
  const { chrom, start, end, ref, alt } = row
  return { chrom: String(chrom), start: Number(start), end: Number(end), text: [start, end, ref, alt ?? '.'].join(' ') }
}

function startOf(text: string): string {
  return text.slice(0, text.indexOf(' '))
}

/** Around records and around the borders of the 16,384-base windows of an index, long and short. */
function randomRegion(all: readonly Place[], random: (below: number) => number): { chrom: string; from: number; to: number } {
  const place = all[random(all.length)] ?? { chrom: '1', start: 1, end: 1, text: '' }
  const window = Math.round(place.start / 16_384 + random(3) - 1) * 16_384
  const near = [place.start, place.end, window, place.start - random(2_000)][random(4)] ?? 1
  const from = Math.max(1, near + random(3) - 1)
  const length = [1, 2, random(100), random(16_384), random(5_000_000)][random(5)] ?? 1
  return { chrom: place.chrom, from, to: from + Math.max(0, length - 1) }
}

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
