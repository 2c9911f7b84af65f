/** Joins intervals that lie closer than a distance into one: the runs behind merge, cluster, coverage, complement and subtract. */
import { type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'

export interface MergedIntervals {
  readonly length: number
  readonly group: Int32Array
  readonly start: Positions
  readonly end: Positions
  /** Run i is made of the places [firstPlace[i], firstPlace[i + 1]) of the sorted input; length + 1 entries. */
  readonly firstPlace: Int32Array
}

/**
 * An interval joins the run before it when `start < end of the run + minDistance` (both half-open): 0 joins intervals that share a base, 1 also those
 * that touch. Ordered by (group, start).
 */
export function mergeIntervals(sorted: SortedIntervals, minDistance: number): MergedIntervals {
  const { groups, groupStart, start, end } = sorted
  const runGroup = new Int32Array(sorted.length)
  const runStart = positionsLike(start, sorted.length)
  const runEnd = positionsLike(end, sorted.length)
  const firstPlace = new Int32Array(sorted.length + 1)
  let runs = 0
  // Places are bounded by groupStart, hence `!`.
  for (let g = 0; g < groups; g++) {
    const to = groupStart[g + 1]!
    let place = groupStart[g]!
    while (place < to) {
      firstPlace[runs] = place
      const runFrom = start[place]!
      let last = end[place]!
      place++
      while (place < to && start[place]! < last + minDistance) {
        if (end[place]! > last) last = end[place]!
        place++
      }
      runGroup[runs] = g
      runStart[runs] = runFrom
      runEnd[runs] = last
      runs++
    }
  }
  firstPlace[runs] = sorted.length
  return {
    length: runs,
    group: runGroup.subarray(0, runs),
    start: runStart.subarray(0, runs),
    end: runEnd.subarray(0, runs),
    firstPlace: firstPlace.subarray(0, runs + 1),
  }
}
