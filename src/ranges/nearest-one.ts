/** The nearest indexed interval of each query, an overlapping one where there is one: the largest end so far says which it is below. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { type NearestHits, type NearestOptions, roomForPlaces } from './nearest-hits.ts'
import { rankPositions } from './rank-directory.ts'

/** As nearest gives them for k = 1 with overlapping ones. */
export function nearestOne(index: IntervalIndex, queries: IntervalSet, options: NearestOptions): NearestHits {
  const { gapOffset, maxDistance = Number.POSITIVE_INFINITY, side, asRows } = options
  const { from, limit } = options.bounds ?? { from: 0, limit: Number.POSITIVE_INFINITY }
  const to = Math.min(queries.length, from + limit)
  const { furthest, maxEnds, starts } = index
  const { groupStart, start: starting, end: ending, row: rowOf } = index.sorted
  const { group, start, end } = queries
  const largestGap = maxDistance - gapOffset
  const aboves = rankPositions(starts, { group, at: end, shift: 0, from, to }, new Int32Array(to - from))
  const firsts = rankPositions(maxEnds, { group, at: start, shift: 1, from, to }, new Int32Array(to - from))
  const length = asRows ? asRows.length : to - from
  const { offsets, ends } = roomForPlaces(length, asRows !== undefined)
  const rows = new Int32Array(length)
  const distances = new Float64Array(length)
  let found = 0
  // Indices are bounded by queries.length and by the group's places, hence `!`.
  for (let query = from; query < to; query++) {
    const above = aboves[query - from]!
    const slot = asRows ? asRows.row[query]! : query - from
    const at = asRows ? slot : found
    offsets[slot] = at
    ends[slot] = at
    if (above >= 0) {
      const g = group[query]!
      const first = firsts[query - from]!
      const last = groupStart[g + 1]!
      if (first < above && first < last) {
        rows[at] = rowOf[first]! // ends behind the query's start, and starts below its end
        ends[slot] = at + 1
        found++
      } else {
        const sides = side === undefined ? 0 : side[query]!
        const below = above > groupStart[g]! && sides <= 0 ? furthest[above - 1]! : -1
        const gapBelow = below < 0 ? Number.POSITIVE_INFINITY : start[query]! - ending[below]!
        const gapAbove = above < last && sides >= 0 ? starting[above]! - end[query]! : Number.POSITIVE_INFINITY
        // At equal distance the one below comes first: it starts below the query's end, so it is smaller in (start, end, row).
        const gap = gapBelow <= gapAbove ? gapBelow : gapAbove
        if (gap <= largestGap && gap < Number.POSITIVE_INFINITY) {
          rows[at] = rowOf[gapBelow <= gapAbove ? below : above]!
          distances[at] = gap + gapOffset
          ends[slot] = at + 1
          found++
        }
      }
    }
  }
  const used = asRows ? length : found
  return { offsets, ends, rows: rows.subarray(0, used), distances: distances.subarray(0, used), answered: to }
}
