/** Intervals sorted by start, with those that overlap or touch made one. Empty ones vanish. */
import type { Interval } from './region.ts'

export function mergeIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start || a.end - b.end)
  const merged: Interval[] = []
  for (const interval of sorted) {
    const last = merged.at(-1)
    if (last === undefined || interval.start > last.end) merged.push(interval)
    else if (interval.end > last.end) merged[merged.length - 1] = { start: last.start, end: interval.end }
  }
  return merged
}
