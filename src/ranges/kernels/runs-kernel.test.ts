import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IntervalSet } from '../interval-set.ts'
import { type GatheredRuns, type GatherRules, RunGatherer } from '../run-gatherer.ts'
import { RunsKernel } from './runs-kernel.ts'

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

function joined(gatherer: RunsKernel | RunGatherer, sets: readonly IntervalSet[]): readonly number[][] {
  for (const set of sets) gatherer.add(set)
  const steps = gatherer.joined(GROUPS)
  for (;;) {
    const step = steps.next()
    if (step.done) return rowsOf(step.value)
  }
}

function rowsOf(runs: GatheredRuns | undefined): number[][] {
  if (!runs) throw new Error('The kernel gives nothing.')
  const { length, group, start, end, size } = runs
  return Array.from({ length }, (_, i) => [group[i] ?? -1, start[i] ?? -1, end[i] ?? -1, size[i] ?? -1])
}

function byKernel(rules: GatherRules, sets: readonly IntervalSet[]): readonly number[][] {
  const kernel = RunsKernel.of(rules)
  if (!kernel) throw new Error('There is no kernel.')
  const rows = joined(kernel, sets)
  kernel.release()
  return rows
}

test('joins what the script joins, whatever the order and however it is cut', () => {
  // Few places, so that intervals touch, repeat, hold no base, or end before they begin.
  const start = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -(2 ** 29), max: 2 ** 29 }))
  const interval = (least: number) => fc.tuple(fc.integer({ min: least, max: GROUPS - 1 }), start, fc.integer({ min: -3, max: 6 }))
  const kinds = fc.constantFrom<readonly [GatherRules['kept'], number]>(['all', 0], ['covering', -1])
  const input = kinds.chain(([kept, least]) => fc.tuple(fc.constant(kept), fc.array(interval(least), { maxLength: 80, size: 'max' })))
  fc.assert(
    fc.property(input, fc.boolean(), fc.constantFrom(0, 1, 2, 5, 2 ** 31 - 1), fc.nat(80), ([kept, rows], isSorted, minDistance, cut) => {
      const given = isSorted ? rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) : rows
      const sets = [setOf(given.slice(0, cut)), setOf(given.slice(cut))]
      const rules: GatherRules = { minDistance, kept }
      expect(byKernel(rules, sets)).toEqual(joined(new RunGatherer(rules), sets))
    }),
    { numRuns: 1000, seed: 5 },
  )
})

test('takes more intervals than it has room for at first', () => {
  const rows = Array.from({ length: 50_000 }, (_, i): Triple => [i % GROUPS, (i * 7919) % 400_009, 1 + (i % 5)])
  const rules: GatherRules = { minDistance: 1, kept: 'covering' }
  const small = Array.from({ length: 50 }, (_, i) => setOf(rows.slice(i * 1000, (i + 1) * 1000)))
  expect(byKernel(rules, [setOf(rows)])).toEqual(joined(new RunGatherer(rules), small))
})

test('leaves wide positions and distances to the script', () => {
  const kernel = RunsKernel.of({ minDistance: 0, kept: 'all' })
  expect(kernel?.add({ length: 1, group: Int32Array.of(0), start: Float64Array.of(1), end: Float64Array.of(2 ** 40) })).toBe(false)
  expect(RunsKernel.of({ minDistance: 2 ** 31, kept: 'all' })).toBeUndefined()
})
