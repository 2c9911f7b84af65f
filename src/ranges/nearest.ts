/** The k nearest indexed intervals of each query: overlapping ones first, then by distance on either side. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { nearestOne } from './nearest-one.ts'
import type { PlacesByEnd } from './places-by-end.ts'
import { lowerBound, rankPositions } from './rank-directory.ts'

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
  /** The first query, and after how many hits to stop; at least one query is answered. Absent: all of them. */
  readonly bounds?: { readonly from: number; readonly limit: number }
}

/** The hits of query row from + q stand at [offsets[q], offsets[q + 1]): overlapping ones by (start, end, row), then others by (distance, start, end, row). */
export interface NearestHits {
  readonly offsets: Int32Array
  /** Rows of the indexed set. */
  readonly rows: Int32Array
  /** 0 for overlapping ones, else the gap plus gapOffset. */
  readonly distances: Float64Array
  /** The first query that was not looked at: the caller goes on from there. */
  readonly answered: number
}

/** Queries whose places are looked up together. */
const RANKED_AT_ONCE = 1024

export function nearest(index: IntervalIndex, queries: IntervalSet, options: NearestOptions): NearestHits {
  if (options.k === 1 && options.overlap) return nearestOne(index, queries, options)
  const { from, limit } = options.bounds ?? { from: 0, limit: Number.POSITIVE_INFINITY }
  const k = Math.min(options.k, index.sorted.length)
  const search = new Search(index, { ...options, k })
  const { group, start, end } = queries
  const { row: rowOf } = index.sorted
  const { side } = options
  const offsets = new Int32Array(queries.length - from + 1)
  let rows = new Int32Array(k * Math.min(queries.length - from, RANKED_AT_ONCE))
  let distances = new Float64Array(rows.length)
  let filled = 0
  let query = from
  let ranked = from
  let rankedFrom = from
  // Indices are bounded by queries.length and by `found`, hence `!`.
  for (; query < queries.length && filled < limit; query++) {
    if (query === ranked) {
      rankedFrom = query
      ranked = Math.min(queries.length, query + RANKED_AT_ONCE)
      search.rank(queries, query, ranked)
    }
    const g = group[query]!
    const found = search.run(query - rankedFrom, {
      group: g,
      start: start[query]!,
      end: end[query]!,
      side: side === undefined ? 0 : side[query]!,
    })
    if (filled + found > rows.length) {
      rows = widen(rows, new Int32Array(rows.length * 2 + k))
      distances = widen(distances, new Float64Array(rows.length))
    }
    for (let j = 0; j < found; j++, filled++) {
      rows[filled] = rowOf[search.place[j]!]!
      distances[filled] = search.distance[j]!
    }
    offsets[query - from + 1] = filled
  }
  return {
    offsets: offsets.subarray(0, query - from + 1),
    rows: rows.subarray(0, filled),
    distances: distances.subarray(0, filled),
    answered: query,
  }
}

function widen<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(from: T, to: T): T {
  to.set(from as never) // never: `set` of the union takes either kind, and both are of the same one
  return to
}

interface Query {
  readonly group: number
  readonly start: number
  readonly end: number
  readonly side: number
}

/** Goes through queries whose places have been looked up, some together. */
class Search {
  /** Places and distances of the query at work. */
  readonly place: Int32Array
  readonly distance: Float64Array
  readonly #index: IntervalIndex
  readonly #byEnd: PlacesByEnd
  readonly #k: number
  readonly #overlap: boolean
  readonly #gapOffset: number
  /** Largest gap. */
  readonly #limit: number
  /** Places for each of the ranked queries: that start at or behind its end, that end behind its start (by end), and the first of those by start. */
  readonly #above = new Int32Array(RANKED_AT_ONCE)
  readonly #below = new Int32Array(RANKED_AT_ONCE)
  readonly #overlapping = new Int32Array(RANKED_AT_ONCE)

  constructor(index: IntervalIndex, options: NearestOptions) {
    const { k, overlap, gapOffset, maxDistance = Number.POSITIVE_INFINITY } = options
    this.place = new Int32Array(k)
    this.distance = new Float64Array(k)
    this.#index = index
    this.#byEnd = index.byEnd
    this.#k = k
    this.#overlap = overlap
    this.#gapOffset = gapOffset
    this.#limit = maxDistance - gapOffset
  }

  rank({ group, start, end }: IntervalSet, from: number, to: number): void {
    const { starts, maxEnds } = this.#index
    rankPositions(starts, { group, at: end, shift: 0, from, to }, this.#above)
    rankPositions(this.#byEnd.ends, { group, at: start, shift: 1, from, to }, this.#below)
    if (this.#overlap) rankPositions(maxEnds, { group, at: start, shift: 1, from, to }, this.#overlapping)
  }

  /** How many were found for the query that was ranked at `ranked`: they stand in `place` and `distance`. */
  run(ranked: number, query: Query): number {
    // Places above start at or behind the query's end; all others that do not overlap lie below.
    const above = this.#above[ranked]!
    if (above < 0) return 0
    const overlapping = this.#overlap ? this.#takeOverlapping(query, { from: this.#overlapping[ranked]!, above }) : 0
    return overlapping < this.#k ? this.#takeApart(query, { above, below: this.#below[ranked]!, taken: overlapping }) : overlapping
  }

  /** The first k overlapping places in sorted order. */
  #takeOverlapping(query: Query, places: { readonly from: number; readonly above: number }): number {
    const { sorted, enclosing } = this.#index
    const k = this.#k
    const { place, distance } = this
    const { from, above } = places
    // Places stay within the group, hence `!`.
    if (from >= sorted.groupStart[query.group + 1]! || sorted.start[from]! >= query.end) return 0
    // Down from the last place that starts below the query's end; the k lowest hits stay, in a ring.
    let hits = 0
    let slot = 0
    for (let at = above - 1; at >= from; ) {
      if (sorted.end[at]! > query.start) {
        place[slot] = at--
        hits++
        if (++slot === k) slot = 0
      } else at = enclosing[at]!
    }
    const found = hits < k ? hits : k
    if (hits <= k) reverse(place, found)
    else place.sort()
    for (let i = 0; i < found; i++) distance[i] = 0
    return found
  }

  /** Goes outwards on both sides at once. */
  #takeApart(query: Query, places: { readonly above: number; readonly below: number; readonly taken: number }): number {
    const { sorted } = this.#index
    const { place: endPlaces, ends } = this.#byEnd
    const { group } = query
    const k = this.#k
    const limit = this.#limit
    let found = places.taken
    // Places stay within the group, hence `!`.
    const groupFrom = sorted.groupStart[group]!
    const groupTo = sorted.groupStart[group + 1]!
    let above = query.side < 0 ? groupTo : places.above
    // Ends at or below the query's start, highest first; of one end, the run is walked upwards by (start, row).
    let runTo = query.side > 0 ? groupFrom : places.below
    let runFrom = this.#startOfRun(group, runTo)
    let below = runFrom
    while (found < k) {
      while (runTo > groupFrom && (below >= runTo || sorted.start[endPlaces[below]!]! >= query.end)) {
        // Past the run, or a place without a base that already counts above.
        if (++below < runTo) continue
        runTo = runFrom
        runFrom = this.#startOfRun(group, runTo)
        below = runFrom
      }
      const gapAbove = above < groupTo ? sorted.start[above]! - query.end : Number.POSITIVE_INFINITY
      const gapBelow = runTo > groupFrom ? query.start - ends.values[below]! : Number.POSITIVE_INFINITY
      // At equal distance the one below comes first: it starts below the query's end, so it is smaller in (start, end, row).
      const takeBelow = gapBelow <= gapAbove
      const gap = takeBelow ? gapBelow : gapAbove
      if (gap > limit || gap === Number.POSITIVE_INFINITY) return found
      this.place[found] = takeBelow ? endPlaces[below++]! : above++
      this.distance[found++] = gap + this.#gapOffset
    }
    return found
  }

  /** The first place of the run of equal ends that stops before runTo. */
  #startOfRun(group: number, runTo: number): number {
    const { ends } = this.#byEnd
    // groupStart has an entry for each group; above its first place, runTo - 1 is in the group.
    const first = ends.groupStart[group]!
    if (runTo <= first) return runTo
    const end = ends.values[runTo - 1]!
    if (runTo - 1 === first || ends.values[runTo - 2]! < end) return runTo - 1
    return lowerBound(ends, group, end)
  }
}

function reverse(places: Int32Array, length: number): void {
  for (let i = 0, j = length - 1; i < j; i++, j--) {
    // In bounds: 0 <= i < j < length.
    const kept = places[i]!
    places[i] = places[j]!
    places[j] = kept
  }
}
