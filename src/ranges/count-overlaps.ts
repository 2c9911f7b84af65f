/** How many indexed intervals meet each query: two rank lookups a query, no pair is ever made. */
import type { IntervalIndex } from './interval-index.ts'
import { type IntervalSet, positionsLike, type SortedIntervals } from './interval-set.ts'
import { buildRankDirectory, type RankDirectory, rankPositions } from './rank-directory.ts'
import { sortNearlySorted } from './sort-nearly-sorted.ts'

/** The ends of sorted intervals, ascending within each group. */
export function buildEndDirectory(sorted: SortedIntervals): RankDirectory {
  const ends = positionsLike(sorted.end, sorted.length)
  ends.set(sorted.end.subarray(0, sorted.length) as never) // never: `set` of the union takes either kind, and both are of the same one
  for (let g = 0; g < sorted.groups; g++) sortNearlySorted(ends.subarray(sorted.groupStart[g]!, sorted.groupStart[g + 1]!)) // groups + 1 entries
  return buildRankDirectory(ends, sorted.groupStart)
}

/** One number a query row. NULL keys (group -1) count 0. */
export function countOverlaps(index: IntervalIndex, ends: RankDirectory, queries: IntervalSet): Int32Array {
  const { group, start, end, length } = queries
  const { groupStart, shape } = index.sorted
  const counts = rankPositions(index.starts, { group, at: end, shift: 0, from: 0, to: length }, new Int32Array(length))
  const ended = rankPositions(ends, { group, at: start, shift: 1, from: 0, to: length }, new Int32Array(length))
  // Starting below the query's end, less those that end before it begins: exact if every one of the latter also starts below the query's end.
  // Indices are bounded by length, hence `!`.
  const slack = shape === 'positive' ? 1 : shape === 'zero' ? 0 : Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i++) {
    if (start[i]! < end[i]! + slack) counts[i]! -= ended[i]!
    else counts[i] = counts[i]! < 0 ? 0 : countDown(index, counts[i]! - 1, { first: groupStart[group[i]!]!, after: start[i]! })
  }
  return counts
}

/** How many of the places [first, place] end behind a position. */
function countDown({ sorted, enclosing }: IntervalIndex, place: number, of: { readonly first: number; readonly after: number }): number {
  let count = 0
  for (let at = place; at >= of.first; ) {
    // Places stay within the group: `!` is safe.
    if (sorted.end[at]! > of.after) {
      count++
      at--
    } else at = enclosing[at]!
  }
  return count
}
