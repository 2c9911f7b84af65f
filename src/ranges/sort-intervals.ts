/**
 * Sorts intervals by (group, start, end, row): rows are laid out by group first, then each group is sorted by start, with its own small arrays. Many rows
 * in no order are sorted by WebAssembly where their positions fit 32 bits.
 */
import { type IntervalSet, type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'
import { sortByKernel } from './kernels/sort-kernel.ts'
import { createSortingRoom, type IntervalRows, sortByStart } from './sort-by-start.ts'
import { surveyIntervals } from './survey-intervals.ts'

export interface IntervalsToSort extends IntervalSet {
  /** A number a row to be carried along: it stands in `row` of the sorted intervals then. Absent: the row's own number. */
  readonly labels?: Int32Array
}

/** Fewer are sorted sooner than the WebAssembly is compiled. */
const KERNEL_ROWS = 2048

/** `groups`: one more than the largest group code. Input that is in order already costs one pass. */
export function sortIntervals(set: IntervalsToSort, groups: number): SortedIntervals {
  const steps = sortingSteps(set, groups)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps, of some 10 to 50 ms where there are very many rows: between them the caller may give the thread away. */
export function* sortingSteps(set: IntervalsToSort, groups: number): Generator<void, SortedIntervals> {
  const { groupStart, shape, order } = surveyIntervals(set, groups)
  if (order === 'sorted') return inOrder(set, groupStart, shape)
  yield
  const byKernel = order === 'mixed' && set.length >= KERNEL_ROWS ? yield* sortByKernel(set, groups) : undefined
  if (byKernel) return byKernel
  // groups + 1 entries, so the last is there.
  const length = groupStart[groups]!
  const laid = { start: positionsLike(set.start, length), end: positionsLike(set.end, length), row: new Int32Array(length) }
  if (order === 'blocks') layOutBlocks(set, groupStart, laid)
  else layOutRows(set, groupStart, laid)
  yield
  const room = createSortingRoom(set.start, largestGroup(groupStart))
  for (let g = 0; g < groups; g++) {
    const from = groupStart[g]!
    const to = groupStart[g + 1]!
    if (to - from < 2) continue
    const part = { start: laid.start.subarray(from, to), end: laid.end.subarray(from, to), row: laid.row.subarray(from, to) }
    if (!insertRows(part)) {
      yield* sortByStart(part, room)
      // Rows of one start only need their ends in order now.
      if (!insertRows(part)) sortTies(part)
    }
    if (to - from > SMALL) yield
  }
  return { length, groups, groupStart, ...laid, shape }
}

function inOrder(set: IntervalsToSort, groupStart: Int32Array, shape: SortedIntervals['shape']): SortedIntervals {
  const { length } = set
  let row = set.labels
  return {
    length,
    groups: groupStart.length - 1,
    groupStart,
    start: set.start.subarray(0, length),
    end: set.end.subarray(0, length),
    /** Made when it is first asked for: counting does without. */
    get row() {
      row ??= ascending(new Int32Array(length), 0)
      return row
    },
    shape,
  }
}

function ascending(numbers: Int32Array, first: number): Int32Array {
  for (let i = 0; i < numbers.length; i++) numbers[i] = first + i
  return numbers
}

// Below, every index is bounded by its loop or by groupStart, hence `!`.

function layOutBlocks(set: IntervalsToSort, groupStart: Int32Array, to: IntervalRows): void {
  const { group, start, end, length, labels } = set
  for (let from = 0; from < length; ) {
    const g = group[from]!
    if (g < 0) {
      from++
      continue
    }
    const at = groupStart[g]!
    const rows = groupStart[g + 1]! - at
    to.start.set(start.subarray(from, from + rows) as never, at) // never: `set` of the union takes either kind, and both are of the same one
    to.end.set(end.subarray(from, from + rows) as never, at)
    if (labels) to.row.set(labels.subarray(from, from + rows), at)
    else ascending(to.row.subarray(at, at + rows), from)
    from += rows
  }
}

function layOutRows(set: IntervalsToSort, groupStart: Int32Array, to: IntervalRows): void {
  const next = groupStart.slice()
  const { group, start, end, length, labels } = set
  const { start: toStart, end: toEnd, row: toRow } = to
  for (let i = 0; i < length; i++) {
    const g = group[i]!
    if (g < 0) continue
    const at = next[g]!++
    toStart[at] = start[i]!
    toEnd[at] = end[i]!
    toRow[at] = labels === undefined ? i : labels[i]!
  }
}

const SMALL = 64

/** How far rows may move, in places a row, before another way is taken. */
const MOVES_A_ROW = 8

/** Rows that are looked at before the others. */
const SAMPLE = 256

/** So many steps back that moving rows one by one is not worth a try. */
function isMixed(start: Positions): boolean {
  const sample = Math.min(start.length, SAMPLE)
  let back = 0
  for (let i = 1; i < sample; i++) if (start[i]! < start[i - 1]!) back++
  return back > sample / 4
}

/** Sorts rows that are nearly in order, or few. False: they are neither, and only some of them were moved, to where the order of equal ones is kept. */
function insertRows({ start, end, row }: IntervalRows): boolean {
  const rows = row.length
  if (rows > SMALL && isMixed(start)) return false
  let moves = Math.max(SMALL * SMALL, rows * MOVES_A_ROW)
  for (let i = 1; i < rows; i++) {
    const s = start[i]!
    const before = start[i - 1]!
    if (s > before) continue
    const e = end[i]!
    if (s === before && e >= end[i - 1]!) continue
    const r = row[i]!
    let j = i - 1
    while (j >= 0 && (start[j]! > s || (start[j] === s && end[j]! > e))) {
      start[j + 1] = start[j]!
      end[j + 1] = end[j]!
      row[j + 1] = row[j]!
      j--
    }
    start[j + 1] = s
    end[j + 1] = e
    row[j + 1] = r
    moves -= i - j
    if (moves < 0) return false
  }
  return true
}

function largestGroup(groupStart: Int32Array): number {
  let largest = 0
  for (let g = 1; g < groupStart.length; g++) largest = Math.max(largest, groupStart[g]! - groupStart[g - 1]!)
  return largest
}

/** Very many rows of one start. */
function sortTies({ start, end, row }: IntervalRows): void {
  for (let i = 0; i < row.length; ) {
    let j = i + 1
    while (j < row.length && start[j] === start[i]) j++
    if (j - i > 1) {
      const from = i
      const ends = end.slice(from, j)
      const rows = row.slice(from, j)
      const order = ascending(new Int32Array(j - i), 0).sort((a, b) => ends[a]! - ends[b]! || rows[a]! - rows[b]!)
      for (let k = 0; k < order.length; k++) {
        end[from + k] = ends[order[k]!]!
        row[from + k] = rows[order[k]!]!
      }
    }
    i = j
  }
}
