/** All overlapping pairs of a set of queries with an index, by query row. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { rankPositions } from './rank-directory.ts'

/** Pair i of query row q stands at [offsets[q], offsets[q + 1]) of `rows`; there the index's rows ascend by (start, end, row). */
export interface OverlapPairs {
  /** queries.length + 1 entries. */
  readonly offsets: Int32Array
  /** Rows of the indexed set. */
  readonly rows: Int32Array
}

/** Memory for pairs that is used again: they are many, and short-lived. */
export interface PairRoom {
  rows: Int32Array<ArrayBuffer>
}

/** Queries whose places are looked up together. */
const RANKED_AT_ONCE = 1024

/**
 * Probes the index with each query: exact for intervals of every shape, in any order of the queries. Stops before a query whose pairs would exceed
 * `limit`, but always answers one: the caller goes on from `answered`. With `room` the pairs lie there, until the next call with it.
 */
export function overlapPairs(
  index: IntervalIndex,
  queries: IntervalSet,
  bounds: { readonly from: number; readonly limit: number; readonly room?: PairRoom },
): OverlapPairs & { readonly answered: number } {
  const { sorted, enclosing, starts } = index
  const { groupStart, end: ends, row: rowOf } = sorted
  const { group, start, end } = queries
  const offsets = new Int32Array(queries.length - bounds.from + 1)
  let rows = bounds.room?.rows ?? new Int32Array(Math.min(bounds.limit, 1024 + 2 * (queries.length - bounds.from)))
  const room = new Int32Array(Math.min(RANKED_AT_ONCE, queries.length - bounds.from))
  let rankedFrom = bounds.from
  let ranked = bounds.from
  let filled = 0
  let query = bounds.from
  // Indices are bounded by queries.length and by the group's places, hence `!`.
  for (; query < queries.length; query++) {
    if (query === ranked) {
      ranked = Math.min(queries.length, query + room.length)
      rankPositions(starts, { group, at: end, shift: 0, from: query, to: ranked }, room)
      rankedFrom = query
    }
    const before = filled
    // Places [first, place] start below the query's end.
    let place = room[query - rankedFrom]! - 1
    if (place >= 0) {
      const first = groupStart[group[query]!]!
      const after = start[query]!
      while (place >= first) {
        if (ends[place]! > after) {
          if (filled === rows.length) rows = grow(rows)
          rows[filled++] = rowOf[place]!
          place--
        } else {
          const next = enclosing[place]!
          place = next < first ? -1 : next
        }
      }
    }
    if (filled > bounds.limit && before > 0) {
      filled = before
      break
    }
    // The walk went down: turn its rows round.
    reverse(rows, before, filled)
    offsets[query - bounds.from + 1] = filled
  }
  if (bounds.room) bounds.room.rows = rows
  return { offsets: offsets.subarray(0, query - bounds.from + 1), rows: rows.subarray(0, filled), answered: query }
}

function reverse(rows: Int32Array, from: number, to: number): void {
  for (let i = from, j = to - 1; i < j; i++, j--) {
    // In bounds: from <= i < j < to.
    const kept = rows[i]!
    rows[i] = rows[j]!
    rows[j] = kept
  }
}

function grow(rows: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(rows.length * 2)
  larger.set(rows)
  return larger
}
