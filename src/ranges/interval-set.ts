/** Intervals as parallel arrays: what every algorithm of this room takes. */

/** Int32 where every position fits, Float64 (exact to 2^53) otherwise. */
export type Positions = Int32Array | Float64Array

/**
 * 0-based half-open. An interval with start >= end holds no base; overlap still means `a.start < b.end AND b.start < a.end`, so one of zero
 * length inside another overlaps it.
 */
export interface IntervalSet {
  readonly length: number
  /** The dense code of the contig (and of further equal keys, such as the strand): only equal codes meet. -1 never meets anything: a NULL key or position. */
  readonly group: Int32Array
  readonly start: Positions
  readonly end: Positions
}

/** The rows of an IntervalSet in the order (group, start, end, row), without those of group -1. */
export interface SortedIntervals {
  readonly length: number
  /** How many group codes there are; some may have no row. */
  readonly groups: number
  /** groups + 1 entries: group g stands at [groupStart[g], groupStart[g + 1]). */
  readonly groupStart: Int32Array
  readonly start: Positions
  readonly end: Positions
  /** The row of the IntervalSet that stands at each place. */
  readonly row: Int32Array
  /** 'positive': every start < end. 'zero': some start = end. 'inverted': some start > end. Says which shortcuts are exact. */
  readonly shape: 'positive' | 'zero' | 'inverted'
}

/** Room for `length` positions of the same kind as `like`. */
export function positionsLike(like: Positions, length: number): Positions {
  return like instanceof Int32Array ? new Int32Array(length) : new Float64Array(length)
}
