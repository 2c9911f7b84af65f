/** The k nearest indexed intervals of each query: overlapping ones first, then by distance on either side. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { lowerBound, type RankDirectory } from './rank-directory.ts'

export interface NearestOptions {
  readonly k: number
  /** False: intervals that overlap the query are passed over. */
  readonly overlap: boolean
  /** Added to the gap of half-open intervals: 0, or 1 where the coordinates shown are closed. */
  readonly gapOffset: 0 | 1
  /** Largest distance shown, inclusive. */
  readonly maxDistance?: number
  /** For each query row: -1 only below it, 1 only above, 0 both sides. Absent: both. Overlapping ones have no side. */
  readonly side?: Int8Array
}

/** The hits of query row q stand at [offsets[q], offsets[q + 1]): overlapping ones by (start, end, row), then others by (distance, start, end, row). */
export interface NearestHits {
  /** queries.length + 1 entries. */
  readonly offsets: Int32Array
  /** Rows of the indexed set. */
  readonly rows: Int32Array
  /** 0 for overlapping ones, else the gap plus gapOffset. */
  readonly distances: Float64Array
}

/** The places of an index in the order (group, end, start, row), beside their ends. */
export interface PlacesByEnd {
  readonly place: Int32Array
  readonly ends: RankDirectory
}

interface Search {
  readonly index: IntervalIndex
  readonly byEnd: PlacesByEnd
  readonly options: NearestOptions
  /** Places and distances of the query at work. */
  readonly place: Int32Array
  readonly distance: Float64Array
  found: number
}

export function nearest(index: IntervalIndex, byEnd: PlacesByEnd, queries: IntervalSet, options: NearestOptions): NearestHits {
  const k = Math.min(options.k, index.sorted.length)
  const search: Search = { index, byEnd, options: { ...options, k }, place: new Int32Array(k), distance: new Float64Array(k), found: 0 }
  const offsets = new Int32Array(queries.length + 1)
  let rows = new Int32Array(queries.length + k)
  let distances = new Float64Array(queries.length + k)
  let filled = 0
  // Indices are bounded by queries.length and by `found`, hence `!`.
  for (let i = 0; i < queries.length; i++) {
    const g = queries.group[i]!
    search.found = 0
    if (g >= 0 && g < index.sorted.groups)
      searchOne(search, g, { start: queries.start[i]!, end: queries.end[i]!, side: options.side?.[i] ?? 0 })
    if (filled + search.found > rows.length) {
      const larger = rows.length * 2 + k
      const moreRows = new Int32Array(larger)
      moreRows.set(rows)
      rows = moreRows
      const moreDistances = new Float64Array(larger)
      moreDistances.set(distances)
      distances = moreDistances
    }
    for (let j = 0; j < search.found; j++) {
      rows[filled] = index.sorted.row[search.place[j]!]!
      distances[filled] = search.distance[j]!
      filled++
    }
    offsets[i + 1] = filled
  }
  return { offsets, rows: rows.subarray(0, filled), distances: distances.subarray(0, filled) }
}

interface Query {
  readonly start: number
  readonly end: number
  readonly side: number
}

function searchOne(search: Search, group: number, query: Query): void {
  if (search.options.overlap) takeOverlapping(search, group, query)
  if (search.found < search.options.k) takeApart(search, group, query)
}

/** The first k overlapping places in sorted order. */
function takeOverlapping(search: Search, group: number, query: Query): void {
  const { index, options } = search
  const { sorted, maxEnds, enclosing, starts } = index
  // Places stay within the group, hence `!`.
  const from = lowerBound(maxEnds, group, query.start + 1)
  if (from >= sorted.groupStart[group + 1]! || sorted.start[from]! >= query.end) return
  if (options.k === 1) {
    search.place[0] = from
    search.distance[0] = 0
    search.found = 1
    return
  }
  // Down from the last place that starts below the query's end; the k lowest hits stay, in a ring.
  let hits = 0
  for (let place = lowerBound(starts, group, query.end) - 1; place >= from; ) {
    if (sorted.end[place]! > query.start) search.place[hits++ % options.k] = place--
    else place = enclosing[place]!
  }
  search.found = Math.min(hits, options.k)
  search.place.subarray(0, search.found).sort()
  search.distance.fill(0, 0, search.found)
}

/** Goes outwards on both sides at once. Places above start at or behind the query's end; all others that do not overlap lie below. */
function takeApart(search: Search, group: number, query: Query): void {
  const { index, byEnd, options } = search
  const { sorted } = index
  const limit = (options.maxDistance ?? Infinity) - options.gapOffset
  // Places stay within the group, hence `!`.
  const groupFrom = sorted.groupStart[group]!
  const groupTo = sorted.groupStart[group + 1]!
  let above = query.side < 0 ? groupTo : lowerBound(index.starts, group, query.end)
  // Ends at or below the query's start, highest first; of one end, the run is walked upwards by (start, row).
  let runTo = query.side > 0 ? groupFrom : lowerBound(byEnd.ends, group, query.start + 1)
  let runFrom = startOfRun(byEnd, group, runTo)
  let below = runFrom
  while (search.found < options.k) {
    while (runTo > groupFrom && (below >= runTo || sorted.start[byEnd.place[below]!]! >= query.end)) {
      // Past the run, or a place without a base that already counts above.
      if (++below < runTo) continue
      runTo = runFrom
      runFrom = startOfRun(byEnd, group, runTo)
      below = runFrom
    }
    const gapAbove = above < groupTo ? sorted.start[above]! - query.end : Infinity
    const gapBelow = runTo > groupFrom ? query.start - byEnd.ends.values[below]! : Infinity
    const gap = Math.min(gapAbove, gapBelow)
    if (gap > limit || gap === Infinity) return
    // At equal distance the one below comes first: it starts below the query's end, so it is smaller in (start, end, row).
    const takeBelow = gapBelow <= gapAbove
    search.place[search.found] = takeBelow ? byEnd.place[below++]! : above++
    search.distance[search.found] = gap + options.gapOffset
    search.found++
  }
}

/** The first place of the run of equal ends that stops before runTo. */
function startOfRun(byEnd: PlacesByEnd, group: number, runTo: number): number {
  // groupStart has an entry for each group; above its first place, runTo - 1 is in the group.
  return runTo > byEnd.ends.groupStart[group]! ? lowerBound(byEnd.ends, group, byEnd.ends.values[runTo - 1]!) : runTo
}
