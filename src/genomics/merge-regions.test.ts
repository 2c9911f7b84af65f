import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intersectIntervals } from './intersect-intervals.ts'
import { mergeIntervals } from './merge-intervals.ts'
import { mergeRegions } from './merge-regions.ts'
import { ownRegions } from './own-regions.ts'
import type { Interval } from './region.ts'

const interval = fc.tuple(fc.nat(30), fc.nat(6)).map(([start, length]) => ({ start, end: start + length }))
const covered = (intervals: readonly Interval[]): boolean[] =>
  Array.from({ length: 40 }, (_, at) => intervals.some(({ start, end }) => start <= at && at < end))

test('merging keeps the covered positions, sorted and apart', () => {
  fc.assert(
    fc.property(fc.array(interval), intervals => {
      const merged = mergeIntervals(intervals)
      expect(covered(merged)).toEqual(covered(intervals))
      for (let i = 1; i < merged.length; i++) expect(merged[i]?.start).toBeGreaterThan(merged[i - 1]?.end ?? Number.NaN)
    }),
    { seed: 7 },
  )
})

test('intersecting keeps the positions that both cover', () => {
  fc.assert(
    fc.property(fc.array(interval), fc.array(interval), (left, right) => {
      const common = intersectIntervals(mergeIntervals(left), mergeIntervals(right))
      const inRight = covered(right)
      expect(covered(common)).toEqual(covered(left).map((inLeft, at) => inLeft && inRight[at]))
    }),
    { seed: 7 },
  )
})

test('regions merge by contig, and a whole contig swallows its parts', () => {
  const regions = [
    { contig: 'b', interval: { start: 5, end: 9 } },
    { contig: 'a', interval: { start: 1, end: 2 } },
    { contig: 'b', interval: { start: 1, end: 6 } },
    { contig: 'a' },
  ]
  expect(mergeRegions(regions)).toEqual([{ contig: 'a' }, { contig: 'b', interval: { start: 1, end: 9 } }])
})

test('a record that overlaps several regions belongs to the first', () => {
  const owned = ownRegions(mergeRegions([1, 5, 9].map(start => ({ contig: 'a', interval: { start, end: start + 2 } }))))
  expect(owned.map(region => region.minStart)).toEqual([0, 3, 7])
  fc.assert(
    fc.property(interval, record => {
      const overlapping = owned.filter(({ interval: { start, end } }) => record.start < end && record.end > start)
      const owners = overlapping.filter(({ minStart }) => record.start >= minStart)
      expect(owners.length).toBe(Math.min(1, overlapping.length))
    }),
    { seed: 7 },
  )
})
