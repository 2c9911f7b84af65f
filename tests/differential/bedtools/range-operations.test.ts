/** The range operations beside bedtools on random BED files, wherever bedtools defines the operation. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'

const hasBedtools = spawnSync('bedtools', ['--version']).status === 0
if (!hasBedtools) console.warn('SKIPPED: bedtools is not installed; range operations are not compared with it.')

const folder = mkdtempSync(path.join(tmpdir(), 'locusql-bedtools-'))
const db = await open({ 'execution.workers': 'off', 'bio.coordinate_system_zero_based': true })
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const LENGTH = 400
const contigs = ['chr1', 'chr10', 'chr2']

type Line = readonly [string, number, number, string]

/** Bases only: an interval without any overlaps by rules of bedtools' own. */
const lines: fc.Arbitrary<Line[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...contigs),
      fc.integer({ min: 0, max: LENGTH - 60 }),
      fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 60 })),
    ),
    { minLength: 1, maxLength: 40, size: 'max' },
  )
  .map(list =>
    list
      .toSorted(([c1, s1, l1], [c2, s2, l2]) => (c1 < c2 ? -1 : c1 > c2 ? 1 : s1 - s2 || l1 - l2))
      .map(([chrom, start, length], i): Line => [chrom, start, start + length, `n${i}`]),
  )

function file(name: string, rows: readonly Line[]): string {
  const place = path.join(folder, name)
  writeFileSync(place, rows.map(row => `${row.join('\t')}\n`).join(''))
  return place
}

const genome = path.join(folder, 'genome.txt')
writeFileSync(genome, contigs.map(contig => `${contig}\t${LENGTH}\n`).join(''))
const view = contigs.map(chrom => ({ chrom, start: 0, end: LENGTH }))

function bedtools(...args: string[]): string[] {
  return execFileSync('bedtools', args, { encoding: 'utf8' })
    .split('\n')
    .filter(line => line !== '')
}

async function rowsOf(rows: { toArray(): Promise<readonly object[]> }): Promise<string[]> {
  return (await rows.toArray()).map(row => Object.values(row).join('\t'))
}

const sorted = (rows: readonly string[]): string[] => rows.toSorted()

test.skipIf(!hasBedtools)('operations on two files', async () => {
  await fc.assert(
    fc.asyncProperty(lines, lines, async (left, right) => {
      const a = file('a.bed', left)
      const b = file('b.bed', right)
      const inOrder = ['-a', a, '-b', b]
      expect(sorted(await rowsOf(db.overlap(a, b)))).toEqual(sorted(bedtools('intersect', '-wa', '-wb', ...inOrder)))
      expect(await rowsOf(db.overlap(a, b, { joinType: 'semi' }))).toEqual(bedtools('intersect', '-u', ...inOrder))
      expect(await rowsOf(db.overlap(a, b, { joinType: 'anti' }))).toEqual(bedtools('intersect', '-v', ...inOrder))
      expect(await rowsOf(db.countOverlaps(a, b))).toEqual(bedtools('intersect', '-c', ...inOrder))
      expect(sorted(await rowsOf(db.subtract(a, b)))).toEqual(sorted(bedtools('subtract', ...inOrder)))
      const covered = bedtools('coverage', ...inOrder).map(line => line.split('\t').toSpliced(4, 1).slice(0, 5).join('\t'))
      expect(await rowsOf(db.coverage(a, b))).toEqual(covered)
      // Which of several equally near rows comes is a rule of its own: distances agree. bedtools' is the gap + 1.
      const near = bedtools('closest', '-d', '-t', 'first', ...inOrder).map(line => {
        const distance = Number(line.split('\t').at(-1))
        return distance < 0 ? '' : String(Math.max(0, distance - 1))
      })
      expect((await db.nearest(a, b).toArray()).map(row => String(row.distance ?? ''))).toEqual(near)
    }),
    { numRuns: 25, seed: 20261126 },
  )
})

test.skipIf(!hasBedtools)('operations on one file', async () => {
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 0, max: 5 }), async (rows, distance) => {
      const a = file('one.bed', rows)
      // bedtools joins at a gap of up to -d bases; -1 asks for a shared base.
      const gap = String(distance - 1)
      const columns = ['-c', '2', '-o', 'count']
      expect(await rowsOf(db.merge(a, { minDist: distance }))).toEqual(bedtools('merge', '-d', gap, ...columns, '-i', a))
      const clusters = (await db.cluster(a, { minDist: distance }).toArray()).map(
        row => `${row.chrom}\t${row.start}\t${row.end}\t${Number(row.cluster) + 1}`,
      )
      const expected = bedtools('cluster', '-d', gap, '-i', a).map(line => line.split('\t').toSpliced(3, 1).join('\t'))
      expect(clusters).toEqual(expected)
      expect(await rowsOf(db.complement(a, { view }))).toEqual(bedtools('complement', '-i', a, '-g', genome))
    }),
    { numRuns: 40, seed: 20261127 },
  )
})
