/** Sorts intervals by (group, start, end, row): a counting sort by group, then a radix sort by start within each group. */
import { type IntervalSet, type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'

/** `groups`: one more than the largest group code. Input that is in order already costs one pass. */
export function sortIntervals(set: IntervalSet, groups: number): SortedIntervals {
  if (isSorted(set)) return { ...inOrder(set, groups), shape: shapeOf(set.start, set.end, set.length) }
  const groupStart = countGroups(set, groups)
  // groups + 1 entries, so the last is there.
  const length = groupStart[groups]!
  const row = placeByGroup(set, groupStart, length)
  const scratch = createScratch(length)
  for (let g = 0; g < groups; g++) {
    const from = groupStart[g]!
    const to = groupStart[g + 1]!
    if (to - from > 1) sortRows({ rows: row, from, to, set, scratch })
  }
  const start = positionsLike(set.start, length)
  const end = positionsLike(set.end, length)
  gather(set.start, row, start)
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

function countGroups(set: IntervalSet, groups: number): Int32Array {
  const groupStart = new Int32Array(groups + 1)
  const { group, length } = set
  for (let i = 0; i < length; i++) {
    const g = group[i]!
    if (g >= 0) groupStart[g + 1]!++
  }
  for (let g = 0; g < groups; g++) groupStart[g + 1]! += groupStart[g]!
  return groupStart
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

interface Scratch {
  /** start - minimum, low and high 32 bits, beside the row they belong to. */
  low: Uint32Array
  high: Uint32Array
  row: Int32Array
  otherLow: Uint32Array
  otherHigh: Uint32Array
  otherRow: Int32Array
}

function createScratch(length: number): Scratch {
  return {
    low: new Uint32Array(length),
    high: new Uint32Array(length),
    row: new Int32Array(length),
    otherLow: new Uint32Array(length),
    otherHigh: new Uint32Array(length),
    otherRow: new Int32Array(length),
  }
}

interface Run {
  readonly rows: Int32Array
  readonly from: number
  readonly to: number
  readonly set: IntervalSet
  readonly scratch: Scratch
}

const SMALL = 64

/** rows[from..to) stand in row order; afterwards by (start, end, row). */
function sortRows(run: Run): void {
  if (run.to - run.from <= SMALL) insertionSort(run.rows, run.from, run.to, run.set)
  else radixSort(run)
  sortTiesByEnd(run)
}

function insertionSort(rows: Int32Array, from: number, to: number, set: IntervalSet): void {
  const { start } = set
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

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
const TWO_32 = 2 ** 32

/** Least significant digit first, 11 bits a pass; a pass whose digit is the same everywhere is skipped. */
function radixSort(run: Run): void {
  const { rows, from, to, set, scratch } = run
  const length = to - from
  const { start } = set
  let minimum = Infinity
  let maximum = -Infinity
  for (let i = from; i < to; i++) {
    const s = start[rows[i]!]!
    if (s < minimum) minimum = s
    if (s > maximum) maximum = s
  }
  const span = maximum - minimum
  for (let i = 0; i < length; i++) {
    const row = rows[from + i]!
    const key = start[row]! - minimum
    scratch.low[i] = key % TWO_32
    scratch.high[i] = key / TWO_32
    scratch.row[i] = row
  }
  for (let shift = 0; shift < 32 && 2 ** shift <= span; shift += DIGIT_BITS) pass(scratch, length, { word: 'low', shift })
  for (let shift = 0; 2 ** (32 + shift) <= span; shift += DIGIT_BITS) pass(scratch, length, { word: 'high', shift })
  rows.set(scratch.row.subarray(0, length), from)
}

function pass(scratch: Scratch, length: number, digit: { readonly word: 'low' | 'high'; readonly shift: number }): void {
  const key = scratch[digit.word]
  const { shift } = digit
  const next = new Int32Array(DIGITS)
  for (let i = 0; i < length; i++) next[(key[i]! >>> shift) & (DIGITS - 1)]!++
  let sum = 0
  for (let d = 0; d < DIGITS; d++) {
    const count = next[d]!
    if (count === length) return
    next[d] = sum
    sum += count
  }
  const { low, high, row, otherLow, otherHigh, otherRow } = scratch
  for (let i = 0; i < length; i++) {
    const at = next[(key[i]! >>> shift) & (DIGITS - 1)]!++
    otherLow[at] = low[i]!
    otherHigh[at] = high[i]!
    otherRow[at] = row[i]!
  }
  scratch.low = otherLow
  scratch.high = otherHigh
  scratch.row = otherRow
  scratch.otherLow = low
  scratch.otherHigh = high
  scratch.otherRow = row
}

/** Rows of one start stand in row order: they only need their ends in order. */
function sortTiesByEnd(run: Run): void {
  const { rows, from, to, set } = run
  const { start, end } = set
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
