/** All overlapping pairs of queries in any order: sorts them first, so that both sides are gone through forwards, and puts the pairs at their rows. */
import { countOverlaps } from './count-overlaps.ts'
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { orderQueries } from './order-queries.ts'
import type { OverlapPairs } from './overlap-pairs.ts'
import { type RankDirectory, rankPositions } from './rank-directory.ts'

/**
 * As overlapPairs gives them, in the order of the queries' rows. Undefined where there are more than `limit`. `groups` is one more than the queries'
 * largest code. Measured on 1.2M shuffled queries against 440k intervals: 160 ms, where probing in their own order takes 260.
 */
export function sweepPairs(
  index: IntervalIndex,
  queries: IntervalSet,
  by: { readonly ends: RankDirectory; readonly groups: number; readonly limit: number },
): OverlapPairs | undefined {
  const { queries: ordered, row } = orderQueries(queries, by.groups)
  const counts = countOverlaps(index, by.ends, ordered)
  const offsets = offsetsByRow(counts, row, queries.length)
  // queries.length + 1 entries.
  if (offsets[queries.length]! > by.limit) return undefined
  return { offsets: Int32Array.from(offsets), rows: fillPairs(index, ordered, { row, offsets }) }
}

/** Float64: the sum of very many counts may pass 2^31 before it is compared with the limit. */
function offsetsByRow(counts: Int32Array, row: Int32Array, rows: number): Float64Array {
  const offsets = new Float64Array(rows + 1)
  for (let i = 0; i < counts.length; i++) offsets[row[i]! + 1] = counts[i]! // rows of the queries
  for (let i = 0; i < rows; i++) offsets[i + 1]! += offsets[i]!
  return offsets
}

/** Walks down from the last place that starts below each query's end, and so fills each row's pairs from their end. */
function fillPairs(
  index: IntervalIndex,
  queries: IntervalSet,
  to: { readonly row: Int32Array; readonly offsets: Float64Array },
): Int32Array<ArrayBuffer> {
  const { sorted, enclosing, starts } = index
  const { end: ends, row: rowOf } = sorted
  const { group, start, end } = queries
  // offsets has one entry more than there are rows; places stay within the group, and pairs within the counts.
  const rows = new Int32Array(to.offsets[to.offsets.length - 1]!)
  const places = rankPositions(starts, { group, at: end, shift: 0, from: 0, to: queries.length }, new Int32Array(queries.length))
  for (let query = 0; query < queries.length; query++) {
    const row = to.row[query]!
    const from = to.offsets[row]!
    let at = to.offsets[row + 1]!
    if (at === from) continue
    const after = start[query]!
    for (let place = places[query]! - 1; at > from; ) {
      if (ends[place]! > after) rows[--at] = rowOf[place--]!
      else place = enclosing[place]!
    }
  }
  return rows
}
