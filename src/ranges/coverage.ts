/** How many bases of each query the union of another set covers: prefix sums over the union, two lookups a query. */
import type { IntervalSet } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildRankDirectory, lowerBoundNear, type RankDirectory } from './rank-directory.ts'

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
export function coverage(index: CoverageIndex, queries: IntervalSet): Float64Array {
  const covered = new Float64Array(queries.length)
  const { union, starts } = index
  const { group, start, end } = queries
  let atStart = -1
  let atEnd = -1
  // Indices are bounded by queries.length, hence `!`.
  for (let i = 0; i < queries.length; i++) {
    const g = group[i]!
    const s = start[i]!
    const e = end[i]!
    if (g < 0 || g >= union.groups || s >= e) continue
    const first = union.groupStart[g]!
    atStart = lowerBoundNear(starts, g, { bound: s, hint: atStart })
    atEnd = lowerBoundNear(starts, g, { bound: e, hint: atEnd })
    covered[i] = basesBelow(index, e, { place: atEnd, first }) - basesBelow(index, s, { place: atStart, first })
  }
  return covered
}

/** Covered bases of the group below a position, plus those of the groups before it. `place` is the first that starts at it or behind. */
function basesBelow({ union, before }: CoverageIndex, position: number, at: { readonly place: number; readonly first: number }): number {
  // place lies in [first, start of the next group].
  if (at.place === at.first) return before[at.place]!
  const past = union.end[at.place - 1]! - position
  return before[at.place]! - (past > 0 ? past : 0)
}
