// A contig beyond 2^29 bases, which BAI cannot index: with a CSI index, by a full scan and by samtools the same records.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { withAlignments } from './open-alignments.ts'

const hasSamtools = spawnSync('samtools', ['--version']).status === 0
if (!hasSamtools) console.warn('SKIPPED: there is no samtools; contigs beyond 2^29 are not compared.')

const folder = mkdtempSync(path.join(tmpdir(), 'locusql-bam-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LENGTH = 2_000_000_000
const READS = 5_000

test.skipIf(!hasSamtools)('regions of a contig of two billion bases', async () => {
  const bam = path.join(folder, 'long.bam')
  const random = generator(11)
  const positions = Array.from({ length: READS }, () => 1 + random(LENGTH - 1_000_000)).sort((a, b) => a - b)
  const lines = positions.map((position, i) => {
    const cigar = random(5) === 0 ? `10M${1 + random(800_000)}N10M` : '20M'
    return `read.${i}\t0\tlong\t${position}\t60\t${cigar}\t*\t0\t0\t${'ACGT'.repeat(5)}\t*`
  })
  writeFileSync(path.join(folder, 'long.sam'), `@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:long\tLN:${LENGTH}\n${lines.join('\n')}\n`)
  expect(spawnSync('samtools', ['view', '-b', '-o', bam, path.join(folder, 'long.sam')]).status).toBe(0)
  expect(spawnSync('samtools', ['index', '-c', bam]).status).toBe(0)
  await withAlignments(bam, {}, async table => {
    const all = (await table.rows('SELECT start, "end" FROM t')).map(({ start, end }) => ({ start: Number(start), end: Number(end) }))
    expect(all).toHaveLength(READS)
    for (let i = 0; i < 60; i++) {
      const from = 1 + random(LENGTH)
      const to = from + random([10, 100_000, 50_000_000][random(3)] ?? 10)
      const scanned = all.filter(read => read.start <= to && read.end >= from).length
      const rows = await table.rows(`SELECT count(*) AS n FROM t WHERE chrom = 'long' AND start <= $1 AND "end" >= $2`, [to, from])
      expect(rows, `long:${from}-${to}`).toEqual([{ n: scanned }])
      const view = spawnSync('samtools', ['view', '-c', bam, `long:${from}-${to}`], { encoding: 'utf8' })
      expect(Number(view.stdout)).toBe(scanned)
    }
  })
})

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
