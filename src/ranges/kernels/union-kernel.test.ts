import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCoverageIndex, coverage } from '../coverage.ts'
import type { IntervalSet } from '../interval-set.ts'
import { type IntervalUnion, intervalUnion } from '../interval-union.ts'
import { sortIntervals } from '../sort-intervals.ts'
import { buildSubtrahend, type Pieces, subtractUnion } from '../subtract.ts'
import { UnionKernel } from './union-kernel.ts'

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

const unionOf = (rows: readonly Triple[]) => intervalUnion(sortIntervals(setOf(rows), GROUPS))

function kernelOf(union: IntervalUnion): UnionKernel {
  const kernel = UnionKernel.of(union)
  if (!kernel) throw new Error('There is no kernel.')
  return kernel
}

/** [row, start, end] of every piece, asked for in portions. */
function listed(queries: IntervalSet, ask: (from: number) => Pieces | undefined): number[][] {
  const pieces: number[][] = []
  for (let from = 0; from < queries.length; ) {
    const found = ask(from)
    if (!found) throw new Error('The kernel gives nothing.')
    const { length, row, start, end, answered } = found
    expect(answered).toBeGreaterThan(from)
    for (let i = 0; i < length; i++) pieces.push([row[i] ?? -1, start[i] ?? -1, end[i] ?? -1])
    from = answered
  }
  return pieces
}

// Few places, so that intervals touch, repeat, hold no base, or end before they begin. Group -1 is a NULL key, and 3 one that only queries have.
const start = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -(2 ** 31) + 10, max: 2 ** 31 - 50 }))
const interval = (groups: number) => fc.tuple(fc.integer({ min: -1, max: groups }), start, fc.integer({ min: -2, max: 30 }))
const rows = (groups: number) => fc.array(interval(groups), { maxLength: 60, size: 'max' })

test('covers and leaves what the script covers and leaves, whatever the order and the room', () => {
  fc.assert(
    fc.property(rows(GROUPS - 1), rows(GROUPS), fc.integer({ min: 1, max: 50 }), (held, asked, limit) => {
      const union = unionOf(held)
      const queries = setOf(asked)
      const kernel = kernelOf(union)
      const everything = { from: 0, limit: Number.POSITIVE_INFINITY }
      const subtrahend = buildSubtrahend(union)
      // In turns, since one directory serves both.
      for (let turn = 0; turn < 2; turn++) {
        expect(kernel.coverage(queries)).toEqual(coverage(buildCoverageIndex(union), queries))
        const left = listed(queries, from => kernel.pieces(queries, { from, limit }))
        expect(left).toEqual(listed(queries, () => subtractUnion(queries, subtrahend, everything)))
      }
      kernel.release()
    }),
    { numRuns: 500, seed: 3 },
  )
})

test('cuts one row into more pieces than there was room for', () => {
  const union = unionOf(Array.from({ length: 1000 }, (_, i): Triple => [1, 10 * i, 3]))
  const queries = setOf([
    [0, 0, 5],
    [1, 0, 20_000],
    [1, 4, 2],
  ])
  const kernel = kernelOf(union)
  const pieces = listed(queries, from => kernel.pieces(queries, { from, limit: 4 }))
  expect(pieces.length).toBe(1002)
  expect(pieces.slice(0, 3)).toEqual([
    [0, 0, 5],
    [1, 3, 10],
    [1, 13, 20],
  ])
  expect(pieces.slice(-2)).toEqual([
    [1, 9993, 20_000],
    [2, 4, 6],
  ])
})

test('pieces outlive the next call', () => {
  const kernel = kernelOf(unionOf([[0, 10, 5]]))
  const first = kernel.pieces(setOf([[0, 0, 20]]), { from: 0, limit: 8 })
  kernel.pieces(setOf([[0, 100, 1]]), { from: 0, limit: 8 })
  expect(first).toMatchObject({ row: Int32Array.of(0, 0), start: Int32Array.of(0, 15), end: Int32Array.of(10, 20) })
})

test('leaves wide positions to the script', () => {
  const wide = { length: 1, group: Int32Array.of(0), start: Float64Array.of(1), end: Float64Array.of(2 ** 40) }
  expect(UnionKernel.of(intervalUnion(sortIntervals(wide, 1)))).toBeUndefined()
  const kernel = kernelOf(unionOf([[0, 1, 5]]))
  expect(kernel.coverage(wide)).toBeUndefined()
  expect(kernel.pieces(wide, { from: 0, limit: 8 })).toBeUndefined()
})
