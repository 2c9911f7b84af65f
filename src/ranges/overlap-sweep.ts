/** All overlapping pairs of two sorted sets by one forward sweep: the fastest way when both sides are there and no interval is empty. */
import type { SortedIntervals } from './interval-set.ts'

/**
 * Calls for pairs are avoided: `offsets` (from count-overlaps) says where the pairs of each left row stand, so the sweep writes right rows straight
 * to their place, and they ascend by (start, end, row) there. Both shapes must be 'positive': an empty interval breaks the sweep's invariant.
 */
export function sweepOverlaps(left: SortedIntervals, right: SortedIntervals, offsets: Int32Array): Int32Array {
  // offsets has one entry more than there are left rows.
  const rows = new Int32Array(offsets[offsets.length - 1]!)
  const next = offsets.slice(0, -1)
  for (let g = 0; g < Math.min(left.groups, right.groups); g++) sweepGroup({ left, right, rows, next, group: g })
  return rows
}

interface Sweep {
  readonly left: SortedIntervals
  readonly right: SortedIntervals
  readonly rows: Int32Array
  /** Where the next pair of each left row goes. */
  readonly next: Int32Array
  readonly group: number
}

function sweepGroup({ left, right, rows, next, group }: Sweep): void {
  const { start: aStart, end: aEnd, row: aRow } = left
  const { start: bStart, end: bEnd, row: bRow } = right
  // Places are bounded by groupStart, hence `!` below.
  let a = left.groupStart[group]!
  let b = right.groupStart[group]!
  const aTo = left.groupStart[group + 1]!
  const bTo = right.groupStart[group + 1]!
  while (a < aTo && b < bTo) {
    if (aStart[a]! <= bStart[b]!) {
      const end = aEnd[a]!
      const row = aRow[a]!
      let to = next[row]!
      for (let j = b; j < bTo && bStart[j]! < end; j++) rows[to++] = bRow[j]!
      next[row] = to
      a++
    } else {
      const end = bEnd[b]!
      const row = bRow[b]!
      for (let i = a; i < aTo && aStart[i]! < end; i++) rows[next[aRow[i]!]!++] = row
      b++
    }
  }
}
