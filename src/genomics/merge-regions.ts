/** Regions sorted by contig (bytewise) and start, with those that overlap or touch made one. A region without an interval takes its whole contig. */
import { mergeIntervals } from './merge-intervals.ts'
import type { Interval, Region } from './region.ts'

export function mergeRegions(regions: readonly Region[]): readonly Region[] {
  const byContig = new Map<string, Interval[] | 'whole'>()
  for (const { contig, interval } of regions) {
    const known = byContig.get(contig)
    if (interval === undefined || known === 'whole') byContig.set(contig, 'whole')
    else if (known === undefined) byContig.set(contig, [interval])
    else known.push(interval)
  }
  const merged: Region[] = []
  for (const contig of [...byContig.keys()].sort(compareText)) {
    const intervals = byContig.get(contig)
    if (intervals === 'whole') merged.push({ contig })
    else for (const interval of mergeIntervals(intervals ?? [])) merged.push({ contig, interval })
  }
  return merged
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
