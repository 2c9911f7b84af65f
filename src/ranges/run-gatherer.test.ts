import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IntervalSet } from './interval-set.ts'
import { mergeIntervals } from './merge-intervals.ts'
import { type GatheredRuns, RunGatherer } from './run-gatherer.ts'
import { sortIntervals } from './sort-intervals.ts'

const GROUPS = 3

// Few places, so that intervals touch, repeat, hold no base, or end before they begin.
const interval = fc.tuple(fc.integer({ min: 0, max: GROUPS - 1 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: -3, max: 6 }))
const intervals = fc.array(interval, { maxLength: 40 })

type Triple = readonly [group: number, start: number, bases: number]

function setOf(rows: readonly Triple[], kind: 'narrow' | 'wide' = 'narrow'): IntervalSet {
  const positions = (values: readonly number[]) => (kind === 'wide' ? Float64Array.from(values) : Int32Array.from(values))
  return {
    length: rows.length,
    group: Int32Array.from(rows, row => row[0]),
    start: positions(rows.map(row => row[1])),
    end: positions(rows.map(row => row[1] + row[2])),
  }
}

function gathered(sets: readonly IntervalSet[], minDistance: number, kept: 'all' | 'covering'): number[][] {
  const gatherer = new RunGatherer({ minDistance, kept })
  for (const set of sets) gatherer.add(set)
  return rowsOf(finish(gatherer.joined(GROUPS)))
}

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function rowsOf({ length, group, start, end, size }: GatheredRuns): number[][] {
  return Array.from({ length }, (_, i) => [group[i] ?? -1, start[i] ?? -1, end[i] ?? -1, size[i] ?? -1])
}

/** All at once: sorted, then joined. */
function expected(rows: readonly Triple[], minDistance: number): number[][] {
  const { length, group, start, end, firstPlace } = mergeIntervals(sortIntervals(setOf(rows), GROUPS), minDistance)
  const size = Int32Array.from({ length }, (_, i) => (firstPlace[i + 1] ?? 0) - (firstPlace[i] ?? 0))
  return rowsOf({ length, group, start, end, size })
}

const order = fc.constantFrom('as they are', 'sorted')

test('gives the runs of all intervals, whatever their order and however they are cut', () => {
  fc.assert(
    fc.property(intervals, order, fc.nat(3), fc.nat(40), (rows, ordered, minDistance, cut) => {
      const given = ordered === 'sorted' ? rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) : rows
      const sets = [setOf(given.slice(0, cut)), setOf(given.slice(cut))]
      expect(gathered(sets, minDistance, 'all')).toEqual(expected(rows, minDistance))
      const covering = rows.filter(row => row[2] > 0)
      expect(gathered(sets, minDistance, 'covering')).toEqual(expected(covering, minDistance))
    }),
    { numRuns: 2000, seed: 3 },
  )
})

test('keeps one run of rows in order, and one more of a row that came late', () => {
  const rows = Array.from({ length: 10_000 }, (_, i): Triple => [0, 100 + 10 * (i - (i % 100 === 1 ? 1 : 0)), 30])
  for (const cut of [10_000, 1]) {
    const gatherer = new RunGatherer({ minDistance: 0, kept: 'all' })
    gatherer.add(setOf(rows.slice(0, cut)))
    gatherer.add(setOf(rows.slice(cut)))
    expect(gatherer.length).toBe(1)
    gatherer.add(setOf([[0, 5, 3]]))
    expect(gatherer.length).toBe(2)
    expect(rowsOf(finish(gatherer.joined(1)))).toEqual([
      [0, 5, 8, 1],
      [0, 100, 100_120, 10_000],
    ])
  }
})

test('goes on by script where a later set is wide', () => {
  const rows = Array.from({ length: 5000 }, (_, i): Triple => [i % GROUPS, (i * 7919) % 30_000, 3])
  const far: Triple = [1, 2 ** 40, 5]
  const all = gathered([setOf(rows), setOf([far], 'wide'), setOf(rows)], 0, 'all')
  expect(all).toEqual(gathered([setOf([far], 'wide'), setOf(rows), setOf(rows)], 0, 'all'))
  expect(all.length).toBeGreaterThan(1000)
})

test('widens its positions when a set asks for it', () => {
  const far = 2 ** 40
  const sets = [setOf([[0, 1, 5]]), setOf([[0, far, 5]], 'wide'), setOf([[1, 2, 5]])]
  expect(gathered(sets, 0, 'all')).toEqual([
    [0, 1, 6, 1],
    [0, far, far + 5, 1],
    [1, 2, 7, 1],
  ])
})

test('leaves out what covers nothing', () => {
  const sets = [setOf([[-1, 0, 9]]), setOf([[0, 4, 0]]), setOf([[0, 7, 2]])]
  expect(gathered(sets, 1, 'covering')).toEqual([[0, 7, 9, 1]])
})
