/** How many indexed intervals meet each query: two rank lookups a query, no pair is ever made. */
import type { IntervalIndex } from './interval-index.ts'
import { type IntervalSet, positionsLike, type SortedIntervals } from './interval-set.ts'
import { buildRankDirectory, lowerBound, type RankDirectory } from './rank-directory.ts'

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
  // Indices are bounded by queries.length, hence `!`.
  for (let i = 0; i < queries.length; i++) {
    const g = group[i]!
    if (g < 0 || g >= groups) continue
    const s = start[i]!
    const e = end[i]!
    // Starting below the query's end, less those that end before it begins: exact if every one of the latter also starts below the query's end.
    const exact = shape === 'positive' ? s <= e : shape === 'zero' && s < e
    counts[i] = exact ? lowerBound(index.starts, g, e) - lowerBound(ends, g, s + 1) : countByWalk(index, g, { start: s, end: e })
  }
  return counts
}

function countByWalk(index: IntervalIndex, group: number, query: { readonly start: number; readonly end: number }): number {
  const { sorted, enclosing, starts } = index
  // group < groups, and places stay within the group: `!` is safe.
  const first = sorted.groupStart[group]!
  let count = 0
  let place = lowerBound(starts, group, query.end) - 1
  while (place >= first) {
    if (sorted.end[place]! > query.start) {
      count++
      place--
    } else place = enclosing[place]!
  }
  return count
}
