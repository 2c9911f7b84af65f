/** Sorts the rows of one group by start with a radix sort of few, wide digits: a group's arrays fit the cache. Stable. */
import { type Positions, positionsLike } from './interval-set.ts'
import { createRadixScratch, type RadixScratch, radixSortPositions } from './radix-sort-positions.ts'

/** Intervals of one group as parallel arrays. */
export interface IntervalRows {
  readonly start: Positions
  readonly end: Positions
  readonly row: Int32Array
}

/** Memory for sorting, used for one group after the other. */
export interface SortingRoom {
  readonly rows: IntervalRows
  readonly scratch: RadixScratch
}

/** `length`: of the largest group. */
export function createSortingRoom(like: Positions, length: number): SortingRoom {
  let rows: IntervalRows | undefined
  let scratch: RadixScratch | undefined
  return {
    get rows() {
      rows ??= { start: positionsLike(like, length), end: positionsLike(like, length), row: new Int32Array(length) }
      return rows
    },
    get scratch() {
      scratch ??= createRadixScratch(length)
      return scratch
    },
  }
}

/** Digits wider than this leave the cache. */
const WIDEST_DIGIT = 14

/** Yields between passes. */
export function* sortByStart(rows: IntervalRows, room: SortingRoom): Generator<void, void> {
  const { length } = rows.row
  const { minimum, span } = extent(rows.start)
  const { low, place } = room.scratch
  if (span >= 2 ** 31) {
    gather(rows, yield* radixSortPositions(rows.start, room.scratch), room.rows)
  } else {
    const bits = Math.max(1, 32 - Math.clz32(span))
    const passes = Math.ceil(bits / Math.min(WIDEST_DIGIT, Math.max(8, 32 - Math.clz32(length))))
    const width = Math.ceil(bits / passes)
    fillKeys(rows.start, minimum, { key: low[0], place: place[0] })
    for (let pass = 0; pass < passes; pass++) {
      // Two of each: they take turns.
      const from = { key: low[pass & 1]!, place: place[pass & 1]! }
      const next = firstPlaces(from.key.subarray(0, length), { shift: pass * width, width })
      const digit = { length, shift: pass * width, next }
      if (pass < passes - 1) scatter(from, { key: low[(pass + 1) & 1]!, place: place[(pass + 1) & 1]! }, digit)
      else scatterRows(from, { rows, to: room.rows, minimum }, digit)
      yield
    }
  }
  copyRows(room.rows, rows)
}

// Indices below are bounded by the rows, which fit the room, hence `!`.

function extent(positions: Positions): { readonly minimum: number; readonly span: number } {
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i]!
    if (position < minimum) minimum = position
    if (position > maximum) maximum = position
  }
  return { minimum, span: maximum - minimum }
}

interface Keys {
  readonly key: Uint32Array
  readonly place: Int32Array
}

function fillKeys(positions: Positions, minimum: number, { key, place }: Keys): void {
  for (let i = 0; i < positions.length; i++) {
    key[i] = positions[i]! - minimum
    place[i] = i
  }
}

function firstPlaces(key: Uint32Array, digit: { readonly shift: number; readonly width: number }): Int32Array {
  const { shift, width } = digit
  const next = new Int32Array(1 << width)
  const mask = next.length - 1
  for (let i = 0; i < key.length; i++) next[(key[i]! >>> shift) & mask]!++
  let sum = 0
  for (let d = 0; d < next.length; d++) {
    const count = next[d]!
    next[d] = sum
    sum += count
  }
  return next
}

interface Digit {
  readonly length: number
  readonly shift: number
  readonly next: Int32Array
}

function scatter({ key, place }: Keys, to: Keys, { length, shift, next }: Digit): void {
  const { key: toKey, place: toPlace } = to
  const mask = next.length - 1
  for (let i = 0; i < length; i++) {
    const k = key[i]!
    const at = next[(k >>> shift) & mask]!++
    toKey[at] = k
    toPlace[at] = place[i]!
  }
}

function scatterRows(
  { key, place }: Keys,
  of: { readonly rows: IntervalRows; readonly to: IntervalRows; readonly minimum: number },
  { length, shift, next }: Digit,
): void {
  const { end, row } = of.rows
  const { start: toStart, end: toEnd, row: toRow } = of.to
  const { minimum } = of
  const mask = next.length - 1
  for (let i = 0; i < length; i++) {
    const k = key[i]!
    const from = place[i]!
    const at = next[(k >>> shift) & mask]!++
    toStart[at] = k + minimum
    toEnd[at] = end[from]!
    toRow[at] = row[from]!
  }
}

function gather({ start, end, row }: IntervalRows, order: Int32Array, to: IntervalRows): void {
  for (let i = 0; i < order.length; i++) {
    const from = order[i]!
    to.start[i] = start[from]!
    to.end[i] = end[from]!
    to.row[i] = row[from]!
  }
}

function copyRows(from: IntervalRows, to: IntervalRows): void {
  const { length } = to.row
  to.start.set(from.start.subarray(0, length) as never) // never: `set` of the union takes either kind, and both are of the same one
  to.end.set(from.end.subarray(0, length) as never)
  to.row.set(from.row.subarray(0, length))
}
