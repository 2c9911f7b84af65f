import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildEndDirectory, countOverlaps } from '../count-overlaps.ts'
import { buildIntervalIndex } from '../interval-index.ts'
import type { IntervalSet, SortedIntervals } from '../interval-set.ts'
import { sortIntervals } from '../sort-intervals.ts'
import { CountKernel } from './count-kernel.ts'

const GROUPS = 3

type Triple = readonly [group: number, start: number, bases: number]

function setOf(rows: readonly Triple[]): IntervalSet {
  return {
    length: rows.length,
    group: Int32Array.from(rows, row => row[0]),
    start: Int32Array.from(rows, row => row[1]),
    end: Int32Array.from(rows, row => row[1] + row[2]),
  }
}

function byKernel(sorted: SortedIntervals, queries: IntervalSet): number[] | undefined {
  const kernel = CountKernel.of(sorted)
  const counts = kernel?.counts(queries)?.slice()
  kernel?.release()
  return counts && Array.from(counts)
}

const byScript = (sorted: SortedIntervals, queries: IntervalSet): number[] =>
  Array.from(countOverlaps(buildIntervalIndex(sorted), buildEndDirectory(sorted), queries))

// Few places, so that intervals touch, repeat or hold no base. Group -1 is a NULL key, and 3 one that only queries have.
const start = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 50 }))
const interval = (least: number, groups: number) =>
  fc.tuple(fc.integer({ min: -1, max: groups }), start, fc.integer({ min: least, max: 30 }))

test('counts what the script counts, for queries in any order', () => {
  const sides = fc
    .constantFrom(0, 1)
    .chain(least =>
      fc.tuple(
        fc.array(interval(least, GROUPS - 1), { maxLength: 60, size: 'max' }),
        fc.array(interval(least, GROUPS), { maxLength: 40, size: 'max' }),
      ),
    )
  let answered = 0
  fc.assert(
    fc.property(sides, ([held, asked]) => {
      const sorted = sortIntervals(setOf(held), GROUPS)
      const counts = byKernel(sorted, setOf(asked))
      if (counts === undefined) return // a query without a base among intervals without one
      answered++
      expect(counts).toEqual(byScript(sorted, setOf(asked)))
    }),
    { numRuns: 1000, seed: 7 },
  )
  expect(answered).toBeGreaterThan(500)
})

test('counts far from one query to the next, where one interval spans many', () => {
  const held = Array.from({ length: 5000 }, (_, i): Triple => [i % 2, i * 7, i % 50 === 0 ? 30_000 : 20])
  const asked = Array.from({ length: 500 }, (_, i): Triple => [i % 2, (i * 7919) % 35_000, 30])
  const sorted = sortIntervals(setOf(held), 2)
  expect(byKernel(sorted, setOf(asked))).toEqual(byScript(sorted, setOf(asked)))
})

test('leaves wide positions, and intervals that end before they start, to the script', () => {
  const wide = { length: 1, group: Int32Array.of(0), start: Float64Array.of(1), end: Float64Array.of(2 ** 40) }
  const plain = sortIntervals(setOf([[0, 1, 5]]), 1)
  expect(CountKernel.of(sortIntervals(wide, 1))).toBeUndefined()
  expect(CountKernel.of(sortIntervals(setOf([[0, 5, -2]]), 1))).toBeUndefined()
  expect(byKernel(plain, wide)).toBeUndefined()
  expect(byKernel(plain, setOf([[0, 5, -2]]))).toBeUndefined()
})
