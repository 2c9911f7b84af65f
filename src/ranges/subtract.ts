/** What is left of each interval when the union of another set is taken away. */
import type { IntervalSet, Positions } from './interval-set.ts'
import { positionsLike } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildRankDirectory, type RankDirectory, rankPositions } from './rank-directory.ts'

export interface Subtrahend {
  readonly union: IntervalUnion
  readonly ends: RankDirectory
}

export function buildSubtrahend(union: IntervalUnion): Subtrahend {
  return { union, ends: buildRankDirectory(union.end, union.groupStart) }
}

/** The pieces in the order (row, start); each is of positive length. */
export interface Pieces {
  readonly length: number
  /** The row of the input each piece comes from. */
  readonly row: Int32Array
  readonly start: Positions
  readonly end: Positions
  /** The first row that was not looked at: the caller goes on from there. */
  readonly answered: number
}

/** Rows whose places are looked up together. */
const RANKED_AT_ONCE = 1024

/**
 * An interval that holds no base leaves no piece; one whose group the union does not know stays whole. Stops after the row that brings the pieces
 * to `limit`: a union may cut each of many rows into very many.
 */
export function subtractUnion(
  intervals: IntervalSet,
  { union, ends }: Subtrahend,
  bounds: { readonly from: number; readonly limit: number },
): Pieces {
  const { group, start, end } = intervals
  const { start: unionStart, end: unionEnd, groupStart } = union
  let capacity = intervals.length - bounds.from + 1024
  let row = new Int32Array(capacity)
  let pieceStart = positionsLike(start, capacity)
  let pieceEnd = positionsLike(start, capacity)
  let length = 0
  const room = new Int32Array(Math.min(RANKED_AT_ONCE, intervals.length - bounds.from))
  let rankedFrom = bounds.from
  let ranked = bounds.from
  let i = bounds.from
  // Indices are bounded by intervals.length and groupStart, hence `!`.
  for (; i < intervals.length && length < bounds.limit; i++) {
    if (i === ranked) {
      ranked = Math.min(intervals.length, i + room.length)
      rankPositions(ends, { group, at: start, shift: 1, from: i, to: ranked }, room)
      rankedFrom = i
    }
    let at = start[i]!
    const to = end[i]!
    if (at >= to) continue
    // The first place that ends behind the row's start; -1 where the union does not know the group.
    let place = room[i - rankedFrom]!
    const last = place < 0 ? -1 : groupStart[group[i]! + 1]!
    while (at < to) {
      const cut = place < last ? unionStart[place]! : to
      const gapEnd = cut < to ? cut : to
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
      at = unionEnd[place]! // behind `at`: places ascend, and the first ends behind the row's start
      place++
    }
  }
  return {
    length,
    row: row.subarray(0, length),
    start: pieceStart.subarray(0, length),
    end: pieceEnd.subarray(0, length),
    answered: i,
  }
}

function widen<T extends Positions>(from: T, to: T): T {
  to.set(from as never) // never: `set` of the union takes either kind, and both are of the same one
  return to
}
