/** Which queries meet any indexed interval: one lookup a query, for semi and anti joins. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { rankPositions } from './rank-directory.ts'

/** 1 where the query meets an interval, else 0; NULL keys (group -1) meet none. */
export function hasOverlap(index: IntervalIndex, queries: IntervalSet): Uint8Array {
  const { group, start, end, length } = queries
  const { sorted, maxEnds } = index
  const found = new Uint8Array(length)
  // The first place whose end lies behind the query's start has the smallest start of all such.
  const places = rankPositions(maxEnds, { group, at: start, shift: 1, from: 0, to: length }, new Int32Array(length))
  // Indices are bounded by length and groupStart, hence `!`.
  for (let i = 0; i < length; i++) {
    const place = places[i]!
    if (place >= 0 && place < sorted.groupStart[group[i]! + 1]! && sorted.start[place]! < end[i]!) found[i] = 1
  }
  return found
}
