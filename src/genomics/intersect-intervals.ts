/** What two merged, sorted lists of intervals have in common. */
import type { Interval } from './region.ts'

export function intersectIntervals(left: readonly Interval[], right: readonly Interval[]): readonly Interval[] {
  const common: Interval[] = []
  let i = 0
  let j = 0
  for (;;) {
    const a = left[i]
    const b = right[j]
    if (a === undefined || b === undefined) return common
    const start = Math.max(a.start, b.start)
    const end = Math.min(a.end, b.end)
    if (start < end) common.push({ start, end })
    if (a.end < b.end) i++
    else j++
  }
}
