/** Sorts intervals by (group, start, end, row): a counting sort by group, then a radix sort by start within each group. */
import { countGroups } from './count-groups.ts'
import { type IntervalSet, type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'
import { createRadixScratch, radixSortRows } from './radix-sort-rows.ts'

/** `groups`: one more than the largest group code. Input that is in order already costs one pass. */
export function sortIntervals(set: IntervalSet, groups: number): SortedIntervals {
  const steps = sortingSteps(set, groups)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps, of some 10 to 50 ms where there are very many rows: between them the caller may give the thread away. */
export function* sortingSteps(set: IntervalSet, groups: number): Generator<void, SortedIntervals> {
  if (isSorted(set)) return { ...inOrder(set, groups), shape: shapeOf(set.start, set.end, set.length) }
  const groupStart = countGroups(set, groups)
  // groups + 1 entries, so the last is there.
  const length = groupStart[groups]!
  const row = placeByGroup(set, groupStart, length)
  yield
  const scratch = createRadixScratch(largestGroup(groupStart))
  for (let g = 0; g < groups; g++) {
    const from = groupStart[g]!
    const to = groupStart[g + 1]!
    if (to - from < 2) continue
    const run = { rows: row, from, to, start: set.start }
    if (to - from <= SMALL) insertionSort(run)
    else if (!startsAscend(run)) yield* radixSortRows(run, scratch)
    sortTiesByEnd(run, set.end)
    if (to - from > SMALL) yield
  }
  const start = positionsLike(set.start, length)
  const end = positionsLike(set.end, length)
  gather(set.start, row, start)
  yield
  gather(set.end, row, end)
  return { length, groups, groupStart, start, end, row, shape: shapeOf(start, end, length) }
}

function inOrder(set: IntervalSet, groups: number): Omit<SortedIntervals, 'shape'> {
  const { length } = set
  const row = new Int32Array(length)
  for (let i = 0; i < length; i++) row[i] = i
  return {
    length,
    groups,
    groupStart: countGroups(set, groups),
    start: set.start.subarray(0, length),
    end: set.end.subarray(0, length),
    row,
  }
}

// Below, every index is bounded by its loop or by countGroups, hence `!`.

function isSorted(set: IntervalSet): boolean {
  const { group, start, end, length } = set
  if (length > 0 && group[0]! < 0) return false
  for (let i = 1; i < length; i++) {
    const g = group[i]!
    const before = group[i - 1]!
    if (g < before) return false
    if (g > before) continue
    const s = start[i]!
    const sBefore = start[i - 1]!
    if (s < sBefore || (s === sBefore && end[i]! < end[i - 1]!)) return false
  }
  return true
}

function shapeOf(start: Positions, end: Positions, length: number): SortedIntervals['shape'] {
  let shape: SortedIntervals['shape'] = 'positive'
  for (let i = 0; i < length; i++) {
    if (start[i]! < end[i]!) continue
    if (start[i]! > end[i]!) return 'inverted'
    shape = 'zero'
  }
  return shape
}

function placeByGroup(set: IntervalSet, groupStart: Int32Array, length: number): Int32Array {
  const next = groupStart.slice()
  const row = new Int32Array(length)
  const { group } = set
  for (let i = 0; i < set.length; i++) {
    const g = group[i]!
    if (g >= 0) row[next[g]!++] = i
  }
  return row
}

function gather(from: Positions, rows: Int32Array, to: Positions): void {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!
}

/** Rows of one group, which stand in row order before; `start` has the positions of all rows. */
interface Run {
  readonly rows: Int32Array
  readonly from: number
  readonly to: number
  readonly start: Positions
}

const SMALL = 64

function largestGroup(groupStart: Int32Array): number {
  let largest = 0
  for (let g = 1; g < groupStart.length; g++) largest = Math.max(largest, groupStart[g]! - groupStart[g - 1]!)
  return largest
}

function startsAscend({ rows, from, to, start }: Run): boolean {
  for (let i = from + 1; i < to; i++) if (start[rows[i]!]! < start[rows[i - 1]!]!) return false
  return true
}

function insertionSort({ rows, from, to, start }: Run): void {
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]!
    const key = start[row]!
    let j = i - 1
    while (j >= from && start[rows[j]!]! > key) {
      rows[j + 1] = rows[j]!
      j--
    }
    rows[j + 1] = row
  }
}

/** Rows of one start stand in row order: they only need their ends in order. */
function sortTiesByEnd({ rows, from, to, start }: Run, end: Positions): void {
  for (let i = from; i < to; ) {
    const s = start[rows[i]!]!
    let j = i + 1
    let inOrder = true
    while (j < to && start[rows[j]!]! === s) {
      if (end[rows[j]!]! < end[rows[j - 1]!]!) inOrder = false
      j++
    }
    if (!inOrder) rows.subarray(i, j).sort((a, b) => end[a]! - end[b]! || a - b)
    i = j
  }
}
