/** Orders the places of sorted intervals by (group, end, start, row), for searches below a position. */
import type { SortedIntervals } from './interval-set.ts'
import { positionsLike } from './interval-set.ts'
import { buildRankDirectory, type RankDirectory } from './rank-directory.ts'
import { sortIntervals } from './sort-intervals.ts'

/** The places of an index in the order (group, end, start, row), beside their ends. */
export interface PlacesByEnd {
  readonly place: Int32Array
  readonly ends: RankDirectory
}

export function placesByEnd(sorted: SortedIntervals): PlacesByEnd {
  const group = new Int32Array(sorted.length)
  // groupStart has groups + 1 entries.
  for (let g = 0; g < sorted.groups; g++) group.fill(g, sorted.groupStart[g]!, sorted.groupStart[g + 1]!)
  // Sorting the ends as starts: ties keep the order of places, which is (start, row) where the ends are equal.
  const none = positionsLike(sorted.end, sorted.length)
  const byEnd = sortIntervals({ length: sorted.length, group, start: sorted.end, end: none }, sorted.groups)
  return { place: byEnd.row, ends: buildRankDirectory(byEnd.start, sorted.groupStart) }
}
