/** What is left of each interval when the union of another set is taken away. */
import type { IntervalSet, Positions } from './interval-set.ts'
import { positionsLike } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildRankDirectory, lowerBound } from './rank-directory.ts'

/** The pieces in the order (row, start); each is of positive length. */
export interface Pieces {
  readonly length: number
  /** The row of the input each piece comes from. */
  readonly row: Int32Array
  readonly start: Positions
  readonly end: Positions
}

/** An interval that holds no base leaves no piece; one whose group the union does not know stays whole. */
export function subtractUnion(intervals: IntervalSet, union: IntervalUnion): Pieces {
  const ends = buildRankDirectory(union.end, union.groupStart)
  const { group, start, end } = intervals
  // Each place of the union cuts an interval at most in two, but may cut many intervals: grow as needed.
  let capacity = intervals.length + 1024
  let row = new Int32Array(capacity)
  let pieceStart = positionsLike(start, capacity)
  let pieceEnd = positionsLike(start, capacity)
  let length = 0
  // Indices are bounded by intervals.length and groupStart, hence `!`.
  for (let i = 0; i < intervals.length; i++) {
    let at = start[i]!
    const to = end[i]!
    if (at >= to) continue
    const g = group[i]!
    const known = g >= 0 && g < union.groups
    let place = known ? lowerBound(ends, g, at + 1) : 0
    const last = known ? union.groupStart[g + 1]! : 0
    while (at < to) {
      const gapEnd = place < last ? Math.min(union.start[place]!, to) : to
      if (gapEnd > at) {
        if (length === capacity) {
          capacity *= 2
          row = widen(row, new Int32Array(capacity))
          pieceStart = widen(pieceStart, positionsLike(start, capacity))
          pieceEnd = widen(pieceEnd, positionsLike(start, capacity))
        }
        row[length] = i
        pieceStart[length] = at
        pieceEnd[length] = gapEnd
        length++
      }
      if (place >= last) break
      at = Math.max(at, union.end[place]!)
      place++
    }
  }
  return { length, row: row.subarray(0, length), start: pieceStart.subarray(0, length), end: pieceEnd.subarray(0, length) }
}

function widen<T extends Positions>(from: T, to: T): T {
  to.set(from as never) // never: `set` of the union takes either kind, and both are of the same one
  return to
}
