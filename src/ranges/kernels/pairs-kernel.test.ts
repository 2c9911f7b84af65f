import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildIntervalIndex } from '../interval-index.ts'
import type { IntervalSet } from '../interval-set.ts'
import { overlapPairs } from '../overlap-pairs.ts'
import { sortIntervals } from '../sort-intervals.ts'
import { PairsKernel } from './pairs-kernel.ts'

const GROUPS = 3

// Few places, so that intervals touch, repeat, hold no base, or end before they begin. Group -1 is a NULL key, and 3 one that only queries have.
const interval = (groups: number) =>
  fc.tuple(fc.integer({ min: -1, max: groups }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: -2, max: 12 }))

type Triple = readonly [group: number, start: number, bases: number]

function setOf(rows: readonly Triple[]): IntervalSet {
  return {
    length: rows.length,
    group: Int32Array.from(rows, row => row[0]),
    start: Int32Array.from(rows, row => row[1]),
    end: Int32Array.from(rows, row => row[1] + row[2]),
  }
}

/** [query, row] of every pair, asked for in pieces. */
function listed(
  queries: IntervalSet,
  ask: (from: number) => { readonly offsets: Int32Array; readonly rows: Int32Array; readonly answered: number },
) {
  const pairs: number[][] = []
  for (let from = 0; from < queries.length; ) {
    const { offsets, rows, answered } = ask(from)
    expect(answered).toBeGreaterThan(from)
    for (let query = from; query < answered; query++) {
      for (let i = offsets[query - from] ?? 0; i < (offsets[query - from + 1] ?? 0); i++) pairs.push([query, rows[i] ?? -1])
    }
    from = answered
  }
  return pairs
}

test('finds the pairs that the script finds, whatever the order and the room', () => {
  fc.assert(
    fc.property(
      fc.array(interval(GROUPS - 1), { maxLength: 60 }),
      fc.array(interval(GROUPS), { maxLength: 40 }),
      fc.constantFrom('as they are', 'sorted'),
      fc.integer({ min: 1, max: 50 }),
      (held, asked, order, limit) => {
        const rows = order === 'sorted' ? asked.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]) : asked
        const queries = setOf(rows)
        const sorted = sortIntervals(setOf(held), GROUPS)
        const index = buildIntervalIndex(sorted)
        const kernel = PairsKernel.of(sorted)
        expect(kernel).toBeDefined()
        const byKernel = listed(queries, from => {
          const found = kernel?.pairs(queries, { from, limit })
          if (found === undefined) throw new Error('The kernel gives nothing.')
          // The query of each pair is what the offsets say.
          const { offsets, answered } = found
          const ofOffsets: number[] = []
          for (let query = from; query < answered; query++) {
            const count = (offsets[query - from + 1] ?? 0) - (offsets[query - from] ?? 0)
            for (let i = 0; i < count; i++) ofOffsets.push(query - from)
          }
          expect([...found.queries]).toEqual(ofOffsets)
          return found
        })
        expect(byKernel).toEqual(listed(queries, from => overlapPairs(index, queries, { from, limit })))
      },
    ),
    { numRuns: 1000, seed: 5 },
  )
})

test('answers queries far from each other, forwards and backwards', () => {
  const held = Array.from({ length: 5000 }, (_, i): Triple => [i % 2, i * 7, 20])
  const asked = Array.from({ length: 500 }, (_, i): Triple => [i % 2, (i * 7919) % 35_000, 30])
  const sorted = sortIntervals(setOf(held), 2)
  const queries = setOf(asked)
  const found = PairsKernel.of(sorted)?.pairs(queries, { from: 0, limit: 1 << 16 })
  const expected = overlapPairs(buildIntervalIndex(sorted), queries, { from: 0, limit: 1 << 16 })
  expect(found?.rows).toEqual(expected.rows)
  expect(found?.offsets).toEqual(expected.offsets)
})

test('leaves wide positions to the script', () => {
  const wide = { length: 1, group: Int32Array.of(0), start: Float64Array.of(1), end: Float64Array.of(2 ** 40) }
  expect(PairsKernel.of(sortIntervals(wide, 1))).toBeUndefined()
  expect(PairsKernel.of(sortIntervals(setOf([[0, 1, 5]]), 1))?.pairs(wide, { from: 0, limit: 8 })).toBeUndefined()
})

test('an instance that was given back knows nothing of its last index', () => {
  for (const places of [40, 3, 500]) {
    const sorted = sortIntervals(setOf(Array.from({ length: places }, (_, i): Triple => [0, i, 2])), 1)
    const kernel = PairsKernel.of(sorted)
    const queries = setOf([[0, 1, 1]])
    expect([...(kernel?.pairs(queries, { from: 0, limit: 8 })?.rows ?? [])]).toEqual([0, 1])
    kernel?.release()
  }
})
