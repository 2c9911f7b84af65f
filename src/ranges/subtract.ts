/** What is left of each interval when the union of another set is taken away. */
import type { IntervalSet, Positions } from './interval-set.ts'
import { positionsLike } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildRankDirectory, lowerBoundNear, type RankDirectory } from './rank-directory.ts'

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
  let hint = -1
  let i = bounds.from
  // Indices are bounded by intervals.length and groupStart, hence `!`.
  for (; i < intervals.length && length < bounds.limit; i++) {
    let at = start[i]!
    const to = end[i]!
    if (at >= to) continue
    const g = group[i]!
    const known = g >= 0 && g < union.groups
    const last = known ? groupStart[g + 1]! : 0
    if (known) hint = lowerBoundNear(ends, g, { bound: at + 1, hint })
    let place = known ? hint : 0
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
