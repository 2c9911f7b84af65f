/** How many bases of each query the union of another set covers: prefix sums over the union, two lookups a query. */
import type { IntervalSet } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildRankDirectory, type RankDirectory, rankPositions } from './rank-directory.ts'

export interface CoverageIndex {
  readonly union: IntervalUnion
  readonly starts: RankDirectory
  /** Bases of all the places before each one, over all groups. */
  readonly before: Float64Array
}

export function buildCoverageIndex(union: IntervalUnion): CoverageIndex {
  const before = new Float64Array(union.start.length + 1)
  for (let i = 0; i < union.start.length; i++) before[i + 1] = before[i]! + (union.end[i]! - union.start[i]!) // in bounds by the loop
  return { union, starts: buildRankDirectory(union.start, union.groupStart), before }
}

/** Bases (not rows) a query row; 0 for NULL keys and for intervals that hold no base. Exact to 2^53. */
export function coverage({ union, starts, before }: CoverageIndex, queries: IntervalSet): Float64Array {
  const { group, start, end, length } = queries
  const { groupStart, end: unionEnd } = union
  const covered = new Float64Array(length)
  const atStart = rankPositions(starts, { group, at: start, shift: 0, from: 0, to: length }, new Int32Array(length))
  const atEnd = rankPositions(starts, { group, at: end, shift: 0, from: 0, to: length }, new Int32Array(length))
  // Indices are bounded by length, and places lie in [first, start of the next group], hence `!`.
  for (let i = 0; i < length; i++) {
    const low = atStart[i]!
    const high = atEnd[i]!
    const s = start[i]!
    const e = end[i]!
    if (low < 0 || s >= e) continue
    // Covered bases of the group below either position, plus those of the groups before it: a place that reaches over it counts in part.
    const first = groupStart[group[i]!]!
    const pastStart = low > first ? unionEnd[low - 1]! - s : 0
    const pastEnd = high > first ? unionEnd[high - 1]! - e : 0
    covered[i] = before[high]! - before[low]! - (pastEnd > 0 ? pastEnd : 0) + (pastStart > 0 ? pastStart : 0)
  }
  return covered
}
