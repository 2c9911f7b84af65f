import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IntervalSet } from '../interval-set.ts'
import { sortByKernel } from './sort-kernel.ts'

const GROUPS = 3

interface LabelledSet extends IntervalSet {
  readonly labels?: Int32Array
}

function sorted(set: LabelledSet, groups = GROUPS) {
  const steps = sortByKernel(set, groups)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The rows of groups that are not -1, as they have to come. */
function expectedRows({ group, start, end, length }: IntervalSet): number[] {
  const rows = Array.from({ length }, (_, row) => row).filter(row => (group[row] ?? -1) >= 0)
  const by = (values: ArrayLike<number>, a: number, b: number) => (values[a] ?? 0) - (values[b] ?? 0)
  return rows.sort((a, b) => by(group, a, b) || by(start, a, b) || by(end, a, b) || a - b)
}

function checkSorted(set: LabelledSet): void {
  const found = sorted(set)
  const rows = expectedRows(set)
  expect(found?.length).toBe(rows.length)
  expect(Array.from(found?.row ?? [])).toEqual(rows.map(row => set.labels?.[row] ?? row))
  expect(Array.from(found?.start ?? [])).toEqual(rows.map(row => set.start[row]))
  expect(Array.from(found?.end ?? [])).toEqual(rows.map(row => set.end[row]))
  const inGroup = (group: number) => rows.filter(row => (set.group[row] ?? -1) < group).length
  expect(Array.from(found?.groupStart ?? [])).toEqual(Array.from({ length: GROUPS + 1 }, (_, group) => inGroup(group)))
  const least = Math.min(1, ...rows.map(row => (set.end[row] ?? 0) - (set.start[row] ?? 0)))
  expect(found?.shape).toBe(least > 0 ? 'positive' : least === 0 ? 'zero' : 'inverted')
}

function setOf(rows: readonly (readonly [group: number, start: number, bases: number])[]): IntervalSet {
  return {
    length: rows.length,
    group: Int32Array.from(rows, row => row[0]),
    start: Int32Array.from(rows, row => row[1]),
    end: Int32Array.from(rows, row => row[1] + row[2]),
  }
}

test('orders by (group, start, end, row) and drops rows of no group', () => {
  const start = fc.oneof(fc.integer({ min: -3, max: 20 }), fc.integer({ min: -(2 ** 29), max: 2 ** 29 }))
  const row = fc.tuple(fc.integer({ min: -1, max: GROUPS - 1 }), start, fc.integer({ min: -2, max: 40 }))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300, size: 'max' }), fc.boolean(), (rows, isLabelled) => {
      const set = setOf(rows)
      checkSorted(isLabelled ? { ...set, labels: Int32Array.from(rows, (_, row) => 7 * row) } : set)
    }),
    { numRuns: 500, seed: 11 },
  )
})

/** Numbers below `limit` that look random. */
function mixed(limit: number): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

test.each([
  ['few starts, each of very many rows', 5, 1000],
  ['starts over a whole genome', 250_000_000, 1000],
  ['one start and one end', 1, 1],
])('sorts %s', (_, starts, lengths) => {
  const start = mixed(starts)
  const bases = mixed(lengths)
  const group = mixed(GROUPS)
  checkSorted(setOf(Array.from({ length: 20_000 }, () => [group(), start(), 1 + bases()] as const)))
})

test('leaves to the script what does not fit 32 bits', () => {
  expect(sorted({ length: 1, group: Int32Array.of(0), start: Float64Array.of(1), end: Float64Array.of(2 ** 40) })).toBeUndefined()
  const apart = [0, 1, 2].flatMap(group => [[group, -(2 ** 30), 1] as const, [group, 2 ** 30, 1] as const])
  expect(sorted(setOf(apart))).toBeUndefined()
  expect(sorted(setOf(apart.slice(0, 2)))?.row).toEqual(Int32Array.of(0, 1))
})

test('knows nothing of the set before', () => {
  for (const rows of [3000, 5, 400])
    checkSorted(setOf(Array.from({ length: rows }, (_, i) => [i % GROUPS, (i * 7919) % 1000, i % 4] as const)))
})
