/** The build side of an overlap query: sorted intervals with the structures that answer "which of them meet [start, end)". */
import { type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'
import { type PlacesByEnd, placesByEnd } from './places-by-end.ts'
import { buildRankDirectory, lowerBound, type RankDirectory } from './rank-directory.ts'

export interface IntervalIndex {
  readonly sorted: SortedIntervals
  readonly starts: RankDirectory
  /**
   * For each place the nearest earlier place of its group whose end is not smaller, or -1. Walking down from the last start below a query's end, a
   * miss jumps there over places that all end too early: misses never outnumber hits by more than one.
   */
  readonly enclosing: Int32Array
  /** For each place the first of the places up to it in its group that has the largest end of them. */
  readonly furthest: Int32Array
  /** For each place the largest end up to it in its group: ascending, so the first place that ends behind a position is one lookup away. */
  readonly maxEnds: RankDirectory
  /** For searches below a position. */
  readonly byEnd: PlacesByEnd
}

/** Linear in the number of intervals. Each structure over them is made when somebody asks for it. */
export function buildIntervalIndex(sorted: SortedIntervals): IntervalIndex {
  let starts: RankDirectory | undefined
  let enclosing: Int32Array | undefined
  let furthest: Int32Array | undefined
  let maxEnds: RankDirectory | undefined
  let byEnd: PlacesByEnd | undefined
  return {
    sorted,
    get starts() {
      starts ??= buildRankDirectory(sorted.start, sorted.groupStart)
      return starts
    },
    get enclosing() {
      enclosing ??= linkIntervals(sorted)
      return enclosing
    },
    get furthest() {
      furthest ??= furthestPlaces(sorted)
      return furthest
    },
    get maxEnds() {
      maxEnds ??= buildRankDirectory(largestEnds(sorted), sorted.groupStart)
      return maxEnds
    },
    get byEnd() {
      byEnd ??= placesByEnd(sorted)
      return byEnd
    },
  }
}

// Places stay within the group of the loop: `!` is safe.

function linkIntervals({ groups, groupStart, end, length }: SortedIntervals): Int32Array {
  const enclosing = new Int32Array(length)
  for (let g = 0; g < groups; g++) {
    const from = groupStart[g]!
    const to = groupStart[g + 1]!
    for (let place = from; place < to; place++) {
      const own = end[place]!
      let before = place - 1
      while (before >= from && end[before]! < own) before = enclosing[before]!
      enclosing[place] = before >= from ? before : -1
    }
  }
  return enclosing
}

function largestEnds({ groups, groupStart, end, length }: SortedIntervals): Positions {
  const largestEnd = positionsLike(end, length)
  for (let g = 0; g < groups; g++) {
    const to = groupStart[g + 1]!
    let largest = -Infinity
    for (let place = groupStart[g]!; place < to; place++) {
      if (end[place]! > largest) largest = end[place]!
      largestEnd[place] = largest
    }
  }
  return largestEnd
}

function furthestPlaces({ groups, groupStart, end, length }: SortedIntervals): Int32Array {
  const furthest = new Int32Array(length)
  for (let g = 0; g < groups; g++) {
    const to = groupStart[g + 1]!
    let best = groupStart[g]!
    for (let place = best; place < to; place++) {
      if (end[place]! > end[best]!) best = place
      furthest[place] = best
    }
  }
  return furthest
}

/** The first place of the group, in sorted order, that meets [start, end); -1 if none does. */
export function firstOverlap(index: IntervalIndex, group: number, query: { readonly start: number; readonly end: number }): number {
  const place = lowerBound(index.maxEnds, group, query.start + 1)
  // groupStart has groups + 1 entries; place lies in the group when it is below its end.
  if (place >= index.sorted.groupStart[group + 1]!) return -1
  return index.sorted.start[place]! < query.end ? place : -1
}
