/** The k nearest indexed intervals of each query: overlapping ones first, then by distance on either side. */
import type { IntervalIndex } from './interval-index.ts'
import type { IntervalSet } from './interval-set.ts'
import { type NearestHits, type NearestOptions, roomForPlaces } from './nearest-hits.ts'
import { nearestOne } from './nearest-one.ts'
import type { PlacesByEnd } from './places-by-end.ts'
import { lowerBound, rankPositions } from './rank-directory.ts'

/** Queries whose places are looked up together. */
const RANKED_AT_ONCE = 1024

export function nearest(index: IntervalIndex, queries: IntervalSet, options: NearestOptions): NearestHits {
  if (options.k === 1 && options.overlap) return nearestOne(index, queries, options)
  const { from, limit } = options.bounds ?? { from: 0, limit: Number.POSITIVE_INFINITY }
  const k = Math.min(options.k, index.sorted.length)
  const search = new Search(index, { ...options, k })
  const { row: rowOf } = index.sorted
  const { asRows } = options
  const { offsets, ends } = roomForPlaces(asRows ? asRows.length : queries.length - from, asRows !== undefined)
  let rows = new Int32Array(k * (asRows ? asRows.length : Math.min(queries.length - from, RANKED_AT_ONCE)))
  let distances = new Float64Array(rows.length)
  let filled = 0
  let query = from
  let ranked = from
  // Indices are bounded by queries.length and by `found`, hence `!`.
  for (; query < queries.length && filled < limit; query++) {
    if (query === ranked) {
      ranked = Math.min(queries.length, query + RANKED_AT_ONCE)
      search.rank(queries, query, ranked)
    }
    const found = search.run(query)
    const slot = asRows ? asRows.row[query]! : query - from
    const at = asRows ? slot * k : filled
    if (at + found > rows.length) {
      rows = widen(rows, new Int32Array(rows.length * 2 + k))
      distances = widen(distances, new Float64Array(rows.length))
    }
    for (let j = 0; j < found; j++) {
      rows[at + j] = rowOf[search.place[j]!]!
      distances[at + j] = search.distance[j]!
    }
    filled += found
    offsets[slot] = at
    ends[slot] = at + found
  }
  if (asRows) return { offsets, ends, rows, distances, answered: query }
  return {
    offsets: offsets.subarray(0, query - from + 1),
    ends: ends.subarray(0, query - from),
    rows: rows.subarray(0, filled),
    distances: distances.subarray(0, filled),
    answered: query,
  }
}

function widen<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(from: T, to: T): T {
  to.set(from as never) // never: `set` of the union takes either kind, and both are of the same one
  return to
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
  readonly #side: Int8Array | undefined
  #queries: IntervalSet | undefined
  #rankedFrom = 0
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
    this.#side = options.side
  }

  rank(queries: IntervalSet, from: number, to: number): void {
    const { group, start, end } = queries
    const { starts, maxEnds } = this.#index
    rankPositions(starts, { group, at: end, shift: 0, from, to }, this.#above)
    rankPositions(this.#byEnd.ends, { group, at: start, shift: 1, from, to }, this.#below)
    if (this.#overlap) rankPositions(maxEnds, { group, at: start, shift: 1, from, to }, this.#overlapping)
    this.#queries = queries
    this.#rankedFrom = from
  }

  /** How many were found for a query that was ranked: they stand in `place` and `distance`. */
  run(query: number): number {
    // Places above start at or behind the query's end; all others that do not overlap lie below.
    if (this.#above[query - this.#rankedFrom]! < 0) return 0
    const overlapping = this.#overlap ? this.#takeOverlapping(query) : 0
    return overlapping < this.#k ? this.#takeApart(query, overlapping) : overlapping
  }

  /** The first k overlapping places in sorted order. */
  #takeOverlapping(query: number): number {
    const { enclosing } = this.#index
    const { start: starts, end: ends, groupStart } = this.#index.sorted
    const { group, start, end } = this.#queries! // ranked before
    const k = this.#k
    const { place, distance } = this
    const from = this.#overlapping[query - this.#rankedFrom]!
    const queryStart = start[query]!
    // Places stay within the group, hence `!`.
    if (from >= groupStart[group[query]! + 1]! || starts[from]! >= end[query]!) return 0
    // Down from the last place that starts below the query's end; the k lowest hits stay, in a ring.
    let hits = 0
    let slot = 0
    for (let at = this.#above[query - this.#rankedFrom]! - 1; at >= from; ) {
      if (ends[at]! > queryStart) {
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

  /** Goes outwards on both sides at once, behind those that overlap. */
  #takeApart(query: number, overlapping: number): number {
    const { place, distance } = this
    const { start: starts, groupStart } = this.#index.sorted
    const { place: endPlaces } = this.#byEnd
    const { values: ends } = this.#byEnd.ends
    const queries = this.#queries! // ranked before
    const group = queries.group[query]!
    const queryStart = queries.start[query]!
    const queryEnd = queries.end[query]!
    const side = this.#side === undefined ? 0 : this.#side[query]!
    const k = this.#k
    const limit = this.#limit
    const offset = this.#gapOffset
    let found = overlapping
    // Places stay within the group, hence `!`.
    const groupFrom = groupStart[group]!
    const groupTo = groupStart[group + 1]!
    let above = side < 0 ? groupTo : this.#above[query - this.#rankedFrom]!
    // Ends at or below the query's start, highest first; of one end, the run is walked upwards by (start, row).
    let runTo = side > 0 ? groupFrom : this.#below[query - this.#rankedFrom]!
    let runFrom = this.#startOfRun(group, runTo)
    let below = runFrom
    while (found < k) {
      while (runTo > groupFrom && (below >= runTo || starts[endPlaces[below]!]! >= queryEnd)) {
        // Past the run, or a place without a base that already counts above.
        if (++below < runTo) continue
        runTo = runFrom
        runFrom = this.#startOfRun(group, runTo)
        below = runFrom
      }
      const gapAbove = above < groupTo ? starts[above]! - queryEnd : Number.POSITIVE_INFINITY
      const gapBelow = runTo > groupFrom ? queryStart - ends[below]! : Number.POSITIVE_INFINITY
      // At equal distance the one below comes first: it starts below the query's end, so it is smaller in (start, end, row).
      const takeBelow = gapBelow <= gapAbove
      const gap = takeBelow ? gapBelow : gapAbove
      if (gap > limit || gap === Number.POSITIVE_INFINITY) return found
      place[found] = takeBelow ? endPlaces[below++]! : above++
      distance[found++] = gap + offset
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
