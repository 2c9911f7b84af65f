/** How many indexed intervals meet each query: two rank lookups a query, no pair is ever made. */
import type { IntervalIndex } from './interval-index.ts'
import { type IntervalSet, positionsLike, type SortedIntervals } from './interval-set.ts'
import { buildRankDirectory, lowerBoundNear, type RankDirectory } from './rank-directory.ts'

/** The ends of sorted intervals, ascending within each group. */
export function buildEndDirectory(sorted: SortedIntervals): RankDirectory {
  const ends = positionsLike(sorted.end, sorted.length)
  ends.set(sorted.end.subarray(0, sorted.length) as never) // never: `set` of the union takes either kind, and both are of the same one
  for (let g = 0; g < sorted.groups; g++) ends.subarray(sorted.groupStart[g]!, sorted.groupStart[g + 1]!).sort() // groups + 1 entries
  return buildRankDirectory(ends, sorted.groupStart)
}

/** One number a query row. NULL keys (group -1) count 0. */
export function countOverlaps(index: IntervalIndex, ends: RankDirectory, queries: IntervalSet): Int32Array {
  const counts = new Int32Array(queries.length)
  const { group, start, end } = queries
  const { groups, shape } = index.sorted
  let startHint = -1
  let endHint = -1
  // Indices are bounded by queries.length, hence `!`.
  for (let i = 0; i < queries.length; i++) {
    const g = group[i]!
    if (g < 0 || g >= groups) continue
    const s = start[i]!
    const e = end[i]!
    startHint = lowerBoundNear(index.starts, g, { bound: e, hint: startHint })
    // Starting below the query's end, less those that end before it begins: exact if every one of the latter also starts below the query's end.
    if (shape === 'positive' ? s <= e : shape === 'zero' && s < e) {
      endHint = lowerBoundNear(ends, g, { bound: s + 1, hint: endHint })
      counts[i] = startHint - endHint
    } else counts[i] = countDown(index, startHint - 1, { first: index.sorted.groupStart[g]!, after: s }) // g < groups
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
