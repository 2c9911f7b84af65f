/** How many bases of each query the union of another set covers: prefix sums over the union, two lookups a query. */
import type { IntervalSet } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildRankDirectory, lowerBound, type RankDirectory } from './rank-directory.ts'

/** Bases (not rows) a query row; 0 for NULL keys and for intervals that hold no base. Exact to 2^53. */
export function coverage(union: IntervalUnion, queries: IntervalSet): Float64Array {
  const covered = new Float64Array(queries.length)
  const starts = buildRankDirectory(union.start, union.groupStart)
  const before = basesBefore(union)
  const { group, start, end } = queries
  // Indices are bounded by queries.length, hence `!`.
  for (let i = 0; i < queries.length; i++) {
    const g = group[i]!
    if (g < 0 || g >= union.groups || start[i]! >= end[i]!) continue
    covered[i] = basesBelow({ union, starts, before }, g, end[i]!) - basesBelow({ union, starts, before }, g, start[i]!)
  }
  return covered
}

interface Sums {
  readonly union: IntervalUnion
  readonly starts: RankDirectory
  readonly before: Float64Array
}

/** Bases of all the places before each one, over all groups. */
function basesBefore(union: IntervalUnion): Float64Array {
  const before = new Float64Array(union.start.length + 1)
  for (let i = 0; i < union.start.length; i++) before[i + 1] = before[i]! + (union.end[i]! - union.start[i]!) // in bounds by the loop
  return before
}

/** Covered bases of the group below a position, plus those of the groups before it. */
function basesBelow({ union, starts, before }: Sums, group: number, position: number): number {
  const place = lowerBound(starts, group, position)
  // place lies in [groupStart[group], groupStart[group + 1]].
  if (place === union.groupStart[group]!) return before[place]!
  const past = union.end[place - 1]! - position
  return before[place]! - (past > 0 ? past : 0)
}
