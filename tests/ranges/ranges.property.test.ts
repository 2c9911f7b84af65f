import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildEndDirectory, countOverlaps } from '../../src/ranges/count-overlaps.ts'
import { buildCoverageIndex, coverage } from '../../src/ranges/coverage.ts'
import { hasOverlap } from '../../src/ranges/has-overlap.ts'
import { buildIntervalIndex } from '../../src/ranges/interval-index.ts'
import type { IntervalSet } from '../../src/ranges/interval-set.ts'
import { intervalUnion } from '../../src/ranges/interval-union.ts'
import { mergeIntervals } from '../../src/ranges/merge-intervals.ts'
import { nearest } from '../../src/ranges/nearest.ts'
import { overlapPairs } from '../../src/ranges/overlap-pairs.ts'
import { sortIntervals } from '../../src/ranges/sort-intervals.ts'
import { buildSubtrahend, subtractUnion } from '../../src/ranges/subtract.ts'
import { sweepPairs } from '../../src/ranges/sweep-pairs.ts'
import * as brute from './brute-force.ts'

type Shape = 'positive' | 'zero' | 'inverted'
const GROUPS = 3

/** Few positions, so that touching, nested, equal and empty intervals are common; sometimes lifted beyond 2^31. */
function rows(shape: Shape): fc.Arbitrary<brute.Row[]> {
  const least = { positive: 1, zero: 0, inverted: -3 }[shape]
  const row = fc.record({
    group: fc.integer({ min: -1, max: GROUPS - 1 }),
    start: fc.integer({ min: -3, max: 20 }),
    length: fc.oneof(fc.integer({ min: least, max: 4 }), fc.integer({ min: least, max: 30 })),
  })
  return fc
    .array(row, { maxLength: 40, size: 'max' })
    .map(list => list.map(({ group, start, length }) => ({ group, start, end: start + length })))
}

const anyShape = fc.constantFrom<Shape>('positive', 'zero', 'inverted')
const pair = anyShape.chain(shape => fc.tuple(rows(shape), rows(shape), fc.constantFrom(0, 2 ** 33, 2 ** 52)))

function intervalSet(list: readonly brute.Row[], lift: number): IntervalSet {
  const positions = (values: number[]) => (lift === 0 ? Int32Array.from(values) : Float64Array.from(values))
  return {
    length: list.length,
    group: Int32Array.from(list, row => row.group),
    start: positions(list.map(row => row.start + lift)),
    end: positions(list.map(row => row.end + lift)),
  }
}

const sortedOf = (list: readonly brute.Row[], lift: number) => sortIntervals(intervalSet(list, lift), GROUPS)
const slices = (offsets: Int32Array, values: ArrayLike<number>): number[][] =>
  Array.from({ length: offsets.length - 1 }, (_, i) => Array.from(values).slice(offsets[i], offsets[i + 1]))
const check = (property: fc.IProperty<unknown>): void => fc.assert(property, { numRuns: 1000, seed: 20 })

test('sorting orders by (group, start, end, row) and drops rows of no group', () => {
  check(
    fc.property(
      fc.array(
        fc.record({
          group: fc.integer({ min: -1, max: 2 }),
          start: fc.integer({ min: -2000, max: 3_000_000 }),
          end: fc.integer({ min: 0, max: 5 }),
        }),
        { maxLength: 300 },
      ),
      fc.constantFrom(0, 2 ** 40),
      (list, lift) => {
        const sorted = sortedOf(list, lift)
        const expected = list
          .map((_, i) => i)
          .filter(i => list[i]!.group >= 0)
          .sort((i, j) => list[i]!.group - list[j]!.group || list[i]!.start - list[j]!.start || list[i]!.end - list[j]!.end || i - j)
        expect(Array.from(sorted.row)).toEqual(expected)
        expect(Array.from(sorted.start)).toEqual(expected.map(i => list[i]!.start + lift))
      },
    ) as fc.IProperty<unknown>,
  )
})

test('overlap pairs, by probe and by sweep, equal the definition and their order', () => {
  check(
    fc.property(pair, fc.integer({ min: 1, max: 50 }), ([left, right, lift], limit) => {
      const index = buildIntervalIndex(sortedOf(right, lift))
      const queries = intervalSet(left, lift)
      const expected = left.map(a => brute.overlaps(a, right))
      const found: number[][] = []
      for (let from = 0; from < left.length; ) {
        const part = overlapPairs(index, queries, { from, limit })
        expect(part.answered).toBeGreaterThan(from)
        found.push(...slices(part.offsets, part.rows))
        from = part.answered
      }
      expect(found).toEqual(expected)
      const counts = countOverlaps(index, buildEndDirectory(index.sorted), queries)
      expect(Array.from(counts)).toEqual(expected.map(hits => hits.length))
      expect(Array.from(hasOverlap(index, queries))).toEqual(expected.map(hits => (hits.length > 0 ? 1 : 0)))
      const total = expected.reduce((sum, hits) => sum + hits.length, 0)
      const by = { ends: buildEndDirectory(index.sorted), groups: GROUPS }
      const swept = sweepPairs(index, queries, { ...by, limit: total })
      expect(swept && slices(swept.offsets, swept.rows)).toEqual(expected)
      if (total > 0) expect(sweepPairs(index, queries, { ...by, limit: total - 1 })).toBe(undefined)
    }) as fc.IProperty<unknown>,
  )
})

test('nearest equals the definition for every k, side, limit and gap', () => {
  const options = fc.record({
    k: fc.integer({ min: 1, max: 6 }),
    overlap: fc.boolean(),
    gapOffset: fc.constantFrom(0 as const, 1 as const),
    maxDistance: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    sides: fc.array(fc.constantFrom(-1, 0, 1), { minLength: 40, maxLength: 40 }),
  })
  check(
    fc.property(pair, options, fc.integer({ min: 1, max: 60 }), ([left, right, lift], { sides, maxDistance, ...rest }, limit) => {
      const index = buildIntervalIndex(sortedOf(right, lift))
      const bound = maxDistance === undefined ? {} : { maxDistance }
      const rowsFound: number[][] = []
      const distances: number[][] = []
      for (let from = 0; from < left.length; ) {
        const bounds = { from, limit }
        const hits = nearest(index, intervalSet(left, lift), {
          ...rest,
          ...bound,
          side: Int8Array.from(sides),
          bounds,
        })
        expect(hits.answered).toBeGreaterThan(from)
        rowsFound.push(...slices(hits.offsets, hits.rows))
        distances.push(...slices(hits.offsets, hits.distances))
        from = hits.answered
      }
      const expected = left.map((a, i) => brute.nearest(a, right, { ...rest, ...bound, side: sides[i]! }))
      expect(rowsFound).toEqual(expected.map(list => list.map(hit => hit.row)))
      expect(distances).toEqual(expected.map(list => list.map(hit => hit.distance)))
    }) as fc.IProperty<unknown>,
  )
})

test('coverage and subtract equal the definition', () => {
  check(
    fc.property(pair, fc.integer({ min: 1, max: 60 }), ([left, right, lift], limit) => {
      const union = intervalUnion(sortedOf(right, lift))
      const queries = intervalSet(left, lift)
      expect(Array.from(coverage(buildCoverageIndex(union), queries))).toEqual(left.map(a => brute.coveredBases(a, right)))
      const found: (number | undefined)[][] = []
      for (let from = 0; from < left.length; ) {
        const pieces = subtractUnion(queries, buildSubtrahend(union), { from, limit })
        expect(pieces.answered).toBeGreaterThan(from)
        for (let i = 0; i < pieces.length; i++) found.push([pieces.row[i], pieces.start[i]! - lift, pieces.end[i]! - lift])
        from = pieces.answered
      }
      expect(found).toEqual(left.flatMap((a, i) => brute.piecesLeft(a, right).map(([s, e]) => [i, s, e])))
    }) as fc.IProperty<unknown>,
  )
})

test('merge equals the definition at every distance', () => {
  check(
    fc.property(pair, fc.integer({ min: -2, max: 6 }), ([left, , lift], minDistance) => {
      const runs = mergeIntervals(sortedOf(left, lift), minDistance)
      const found = Array.from({ length: runs.length }, (_, i) => ({
        group: runs.group[i],
        start: runs.start[i]! - lift,
        end: runs.end[i]! - lift,
        count: runs.firstPlace[i + 1]! - runs.firstPlace[i]!,
      }))
      expect(found).toEqual(brute.merged(left, minDistance))
    }) as fc.IProperty<unknown>,
  )
})
