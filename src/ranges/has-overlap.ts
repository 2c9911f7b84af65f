/** Which queries meet any indexed interval: one lookup a query, for semi and anti joins. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { lowerBoundNear } from './rank-directory.ts'

/** 1 where the query meets an interval, else 0; NULL keys (group -1) meet none. */
export function hasOverlap(index: IntervalIndex, queries: IntervalSet): Uint8Array {
  const found = new Uint8Array(queries.length)
  const { group, start, end } = queries
  const { sorted, maxEnds } = index
  let place = -1
  // Indices are bounded by queries.length and groupStart, hence `!`.
  for (let i = 0; i < queries.length; i++) {
    const g = group[i]!
    if (g < 0 || g >= sorted.groups) continue
    // The first place whose end lies behind the query's start has the smallest start of all such.
    place = lowerBoundNear(maxEnds, g, { bound: start[i]! + 1, hint: place })
    if (place < sorted.groupStart[g + 1]! && sorted.start[place]! < end[i]!) found[i] = 1
  }
  return found
}
