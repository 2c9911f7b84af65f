/** The bases that a set covers: disjoint, sorted intervals of positive length that do not touch. */
import { type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'

export interface IntervalUnion {
  readonly groups: number
  /** groups + 1 entries: group g stands at [groupStart[g], groupStart[g + 1]). */
  readonly groupStart: Int32Array
  readonly start: Positions
  readonly end: Positions
}

/** Intervals that hold no base are left out; touching ones become one. */
export function intervalUnion(sorted: SortedIntervals): IntervalUnion {
  const { groups, start, end } = sorted
  const groupStart = new Int32Array(groups + 1)
  const unionStart = positionsLike(start, sorted.length)
  const unionEnd = positionsLike(end, sorted.length)
  let length = 0
  // Places are bounded by groupStart, hence `!`.
  for (let g = 0; g < groups; g++) {
    const to = sorted.groupStart[g + 1]!
    let last = -Infinity
    for (let place = sorted.groupStart[g]!; place < to; place++) {
      const s = start[place]!
      const e = end[place]!
      if (s >= e) continue
      if (s > last) {
        unionStart[length] = s
        unionEnd[length] = last = e
        length++
      } else if (e > last) unionEnd[length - 1] = last = e
    }
    groupStart[g + 1] = length
  }
  return { groups, groupStart, start: unionStart.subarray(0, length), end: unionEnd.subarray(0, length) }
}
