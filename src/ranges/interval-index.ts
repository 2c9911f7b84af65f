/** The build side of an overlap query: sorted intervals with the structures that answer "which of them meet [start, end)". */
import { type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'
import { buildRankDirectory, lowerBound, type RankDirectory } from './rank-directory.ts'

export interface IntervalIndex {
  readonly sorted: SortedIntervals
  readonly starts: RankDirectory
  /**
   * For each place the nearest earlier place of its group whose end is not smaller, or -1. Walking down from the last start below a query's end, a
   * miss jumps there over places that all end too early: misses never outnumber hits by more than one.
   */
  readonly enclosing: Int32Array
  /** For each place the largest end up to it in its group: ascending, so the first place that ends behind a position is one lookup away. */
  readonly maxEnds: RankDirectory
}

/** Linear in the number of intervals. The links and the largest ends are made when somebody asks: counting needs neither. */
export function buildIntervalIndex(sorted: SortedIntervals): IntervalIndex {
  let links: Links | undefined
  let maxEnds: RankDirectory | undefined
  const linked = () => {
    links ??= linkIntervals(sorted)
    return links
  }
  return {
    sorted,
    starts: buildRankDirectory(sorted.start, sorted.groupStart),
    get enclosing() {
      return linked().enclosing
    },
    get maxEnds() {
      maxEnds ??= buildRankDirectory(linked().maxEnd, sorted.groupStart)
      return maxEnds
    },
  }
}

interface Links {
  readonly enclosing: Int32Array
  readonly maxEnd: Positions
}

function linkIntervals(sorted: SortedIntervals): Links {
  const maxEnd = positionsLike(sorted.end, sorted.length)
  const enclosing = new Int32Array(sorted.length)
  for (let g = 0; g < sorted.groups; g++) {
    // groupStart has groups + 1 entries.
    linkGroup({ end: sorted.end, enclosing, maxEnd, from: sorted.groupStart[g]!, to: sorted.groupStart[g + 1]! })
  }
  return { enclosing, maxEnd }
}

interface GroupLinks {
  readonly end: Positions
  readonly enclosing: Int32Array
  readonly maxEnd: Positions
  readonly from: number
  readonly to: number
}

function linkGroup({ end, enclosing, maxEnd, from, to }: GroupLinks): void {
  let largest = -Infinity
  for (let i = from; i < to; i++) {
    // In bounds: from <= j < i < to.
    const own = end[i]!
    let j = i - 1
    while (j >= from && end[j]! < own) j = enclosing[j]!
    enclosing[i] = j >= from ? j : -1
    if (own > largest) largest = own
    maxEnd[i] = largest
  }
}

/** The first place of the group, in sorted order, that meets [start, end); -1 if none does. */
export function firstOverlap(index: IntervalIndex, group: number, query: { readonly start: number; readonly end: number }): number {
  const place = lowerBound(index.maxEnds, group, query.start + 1)
  // groupStart has groups + 1 entries; place lies in the group when it is below its end.
  if (place >= index.sorted.groupStart[group + 1]!) return -1
  return index.sorted.start[place]! < query.end ? place : -1
}
