/** Range operations on cases whose answers others computed: the whole way, from rows to rows. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { open, type RangeOperand } from '../../src/node.ts'
import { sharedData } from '../support/shared-data.ts'

interface Case {
  readonly kind: string
  readonly coords: string
  readonly sizes: Record<string, number>
  readonly A: readonly Interval[]
  readonly B: readonly Interval[]
  readonly expected: Record<string, never>
}
type Interval = readonly [string, number, number, string]

const folder = sharedData('ranges')
const files = folder === undefined ? [] : readdirSync(folder).filter(name => name.startsWith('case'))
const db = await open({ 'execution.workers': 'off' })
afterAll(() => db.close())

const rows = (list: readonly Interval[]) => list.map(([chrom, start, end, strand], row) => ({ chrom, start, end, strand, row }))

// A file without any test would be an error.
test.skipIf(files.length === 0)('there are cases', () => expect(files.length).toBeGreaterThan(0))

test.each(files)('%s', async file => {
  const given: Case = JSON.parse(readFileSync(path.join(folder ?? '', file), 'utf8'))
  const zeroBased = given.coords.startsWith('0')
  const closed = zeroBased ? 0 : 1
  // Their definitions count shared bases, so that intervals without a base overlap nothing: compare the others.
  const holdsBase = ([, start, end]: Interval) => end - start + closed > 0
  const rowsOf = (list: readonly Interval[]) => rows(list).filter(row => holdsBase(list[row.row]!))
  const left: RangeOperand = rowsOf(given.A)
  const right: RangeOperand = rowsOf(given.B)
  const expected = given.expected as unknown as Expected
  const kept = new Set((left as { row: number }[]).map(row => row.row))
  const keptRight = new Set((right as { row: number }[]).map(row => row.row))
  const bothKept = (pairs: readonly [number, number][]) => pairs.filter(([i, j]) => kept.has(i) && keptRight.has(j))
  const pairs = async (options: object) =>
    (await db.overlap(left, right, { zeroBased, ...options }).toArray()).map(row => [row.row_1, row.row_2] as [number, number]).sort(byPair)

  if (left.length === 0 || right.length === 0) return
  expect(await pairs({})).toEqual(bothKept(expected.overlap).sort(byPair))
  expect(await pairs({ minOverlap: 2 })).toEqual(bothKept(expected.overlap_min2).sort(byPair))
  const stranded = await pairs({ onCols: ['strand'] })
  expect(stranded.filter(([i]) => given.A[i]?.[3] !== '.')).toEqual(bothKept(expected.overlap_same_strand).sort(byPair))

  const counts = await db.countOverlaps(left, right, { zeroBased }).toArray()
  expect(counts.map(row => row.count)).toEqual([...kept].map(i => expected.count_overlaps[i]))
  const covered = await db.coverage(left, right, { zeroBased }).toArray()
  expect(covered.map(row => row.coverage)).toEqual([...kept].map(i => expected.coverage[i]))

  const nearest = await db.nearest(left, right, { zeroBased }).toArray()
  expect(nearest.map(row => row.row_1)).toEqual([...kept])
  for (const row of nearest) {
    const truth = expected.nearest.find(item => item.i === row.row_1)
    if (truth === undefined) continue
    expect(row.row_2 === null ? [] : truth.j.includes(Number(row.row_2))).toEqual(row.row_2 === null ? truth.j : true)
    if (row.row_2 !== null) expect(row.distance).toBe(truth.overlapping ? 0 : truth.distance! + closed)
  }

  if (given.kind !== 'zero') {
    const merged = async (minDist: number) =>
      (await db.merge(left, { zeroBased, minDist }).toArray()).map(row => [row.chrom, row.start, row.end, row.n_intervals])
    expect(await merged(1)).toEqual(expected.merge)
    expect(await merged(0)).toEqual(expected.merge_strict)
    expect(await merged(4)).toEqual(expected.merge_min_dist_3)
    const clusters = await db.cluster(left, { zeroBased, minDist: 1 }).toArray()
    expect(clusters.toSorted((a, b) => Number(a.row) - Number(b.row)).map(row => row.cluster)).toEqual(expected.cluster)
    const view = Object.entries(given.sizes).map(([chrom, size]) => ({ chrom, start: closed, end: size }))
    const gaps = await db.complement(left, { zeroBased, view }).toArray()
    expect(gaps.map(row => [row.chrom, row.start, row.end])).toEqual(expected.complement)
    const sorted = await db.sortIntervals(left, { zeroBased }).toArray()
    expect(sorted.map(row => row.row)).toEqual(expected.sort)
  }
  const pieces = await db.subtract(left, right, { zeroBased }).toArray()
  const wanted = expected.subtract
    .filter(item => kept.has(item.i))
    .flatMap(item => item.fragments.map(([start, end]) => [item.i, start, end]))
  expect(pieces.map(row => [row.row, row.start, row.end])).toEqual(wanted)
})

interface Expected {
  readonly overlap: [number, number][]
  readonly overlap_same_strand: [number, number][]
  readonly overlap_min2: [number, number][]
  readonly count_overlaps: number[]
  readonly coverage: number[]
  readonly nearest: { readonly i: number; readonly distance: number | null; readonly overlapping: boolean; readonly j: number[] }[]
  readonly merge: unknown[]
  readonly merge_strict: unknown[]
  readonly merge_min_dist_3: unknown[]
  readonly cluster: number[]
  readonly subtract: { readonly i: number; readonly fragments: [number, number][] }[]
  readonly complement: unknown[]
  readonly sort: number[]
}

function byPair(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1]
}
