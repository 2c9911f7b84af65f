// Regions of BED files: what an index gives is what a full scan gives, and what tabix prints.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import { makeRandom } from '../inflate/random.ts'

const WINDOW = 16_384
const CONTIGS = ['chr1', 'chr2', 'HLA-A*01:01']
const LENGTHS = [0, 0, 1, 2, 100, WINDOW, WINDOW + 1, 20 * WINDOW]
const RECORDS = 9_000
const REGIONS = 60

const hasTabix = isInstalled('tabix') && isInstalled('bgzip')
if (!hasTabix) console.warn('SKIPPED: tabix and bgzip are not installed; regions of BED files are not compared with theirs.')

describe.skipIf(!hasTabix)('regions', async () => {
  const random = makeRandom(23)
  const folder = mkdtempSync(path.join(tmpdir(), 'locusql-bed-'))
  const db = await open({ 'execution.workers': 'off' })
  afterAll(async () => {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const tbi = path.join(folder, 'tbi.bed')
  writeFileSync(tbi, makeBed(random))
  execFileSync('bgzip', [tbi])
  copyFileSync(`${tbi}.gz`, path.join(folder, 'csi.bed.gz'))
  execFileSync('tabix', ['-p', 'bed', `${tbi}.gz`])
  execFileSync('tabix', ['-C', '-m', '12', '-p', 'bed', path.join(folder, 'csi.bed.gz')])

  test.each(['tbi', 'csi'])('%s', async kind => {
    const file = path.join(folder, `${kind}.bed.gz`)
    const plan = await db.explain(`SELECT * FROM '${file}' WHERE chrom = 'chr1' AND start < 100`)
    expect(plan).toContain(`index=${kind}`)
    let empty = 0
    for (let i = 0; i < REGIONS; i++) {
      const contig = random.pick(CONTIGS)
      const from = Math.max(1, random.below(60) * WINDOW + random.below(5) - 2)
      const to = from + random.pick([0, 1, 99, WINDOW - 1, WINDOW, 9 * WINDOW])
      const places = [
        `start <= ${to} AND "end" >= ${from}`, // records that overlap
        `start BETWEEN ${from} AND ${to}`,
        `"end" BETWEEN ${from} AND ${to}`,
        `start > "end" AND "end" >= ${from} AND start <= ${to}`, // empty records
      ]
      for (const place of places) {
        const where = `chrom = '${contig}' AND ${place}`
        const indexed = await names(`SELECT name FROM '${file}' WHERE ${where}`)
        expect(indexed, where).toEqual(await names(`SELECT name FROM read_bed('${file}', predicate_pushdown => false) WHERE ${where}`))
        if (place === places[3]) empty += indexed.length
      }
      const shown = await names(`SELECT name FROM '${file}' WHERE chrom = '${contig}' AND ${places[0]} AND start <= "end"`)
      expect(shown, `${contig}:${from}-${to}`).toEqual(tabixNames(file, contig, from, to))
    }
    expect(empty).toBeGreaterThan(0)
  })

  async function names(sql: string): Promise<readonly unknown[]> {
    return (await db.sql(sql).toArray()).map(row => row.name)
  }
})

/**
 * Many records begin or end at the border of an index window; a fourth are empty. On chr2 nothing reaches a window from before, so that its
 * first record may be an empty one.
 */
function makeBed(random: ReturnType<typeof makeRandom>): string {
  const records = Array.from({ length: RECORDS }, () => {
    const contig = random.below(CONTIGS.length)
    const window = random.below(60) * WINDOW
    if (contig === 1) {
      const start = window + random.pick([0, 0, 1, 500])
      return { contig, start, end: start + random.pick([0, 1, 100]) }
    }
    const start = Math.max(0, window + (random.below(2) === 0 ? random.below(5) - 2 : random.below(WINDOW)))
    return { contig, start, end: start + random.pick(LENGTHS) }
  })
  records.sort((a, b) => a.contig - b.contig || a.start - b.start || a.end - b.end)
  return records.map(({ contig, start, end }, i) => `${CONTIGS[contig]}\t${start}\t${end}\tn${i}\n`).join('')
}

/** Without the empty records, which tabix finds or not by where they lie. */
function tabixNames(file: string, contig: string, from: number, to: number): readonly string[] {
  const region = contig.includes(':') ? `{${contig}}:${from}-${to}` : `${contig}:${from}-${to}`
  const text = execFileSync('tabix', [file, region], { maxBuffer: 1 << 28 }).toString()
  const fields =
    text === ''
      ? []
      : text
          .replace(/\n$/, '')
          .split('\n')
          .map(line => line.split('\t'))
  return fields.flatMap(([, start, end, name]) => (start === end || name === undefined ? [] : [name]))
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
