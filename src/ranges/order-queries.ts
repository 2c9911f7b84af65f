/** Queries in the order of their positions, so that an index is gone through forwards. */
import type { IntervalSet } from './interval-set.ts'
import { sortIntervals } from './sort-intervals.ts'

export interface OrderedQueries {
  /** Without the queries of group -1, which meet nothing. */
  readonly queries: IntervalSet
  /** The row that each of them had. */
  readonly row: Int32Array
}

/** `groups` is one more than the largest code. */
export function orderQueries(queries: IntervalSet, groups: number): OrderedQueries {
  const sorted = sortIntervals(queries, groups)
  const group = new Int32Array(sorted.length)
  // groupStart has groups + 1 entries.
  for (let g = 0; g < groups; g++) group.fill(g, sorted.groupStart[g]!, sorted.groupStart[g + 1]!)
  return { queries: { length: sorted.length, group, start: sorted.start, end: sorted.end }, row: sorted.row }
}

/** One number a query back at its row; 0 for the rows that were left out. */
export function atRows<T extends Int32Array | Float64Array>(numbers: T, row: Int32Array, to: T): T {
  for (let i = 0; i < numbers.length; i++) to[row[i]!] = numbers[i]! // rows of the queries
  return to
}
