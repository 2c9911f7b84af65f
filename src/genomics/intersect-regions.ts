/** What two lists of regions have in common, merged and sorted. A region without an interval is its whole contig. */
import { intersectIntervals } from './intersect-intervals.ts'
import { mergeRegions } from './merge-regions.ts'
import type { Interval, Region } from './region.ts'

export function intersectRegions(left: readonly Region[], right: readonly Region[]): readonly Region[] {
  const inRight = byContig(right)
  const common: Region[] = []
  for (const [contig, ours] of byContig(left)) {
    const theirs = inRight.get(contig)
    if (theirs === undefined) continue
    if (ours === 'whole') common.push(...regionsOf(contig, theirs))
    else if (theirs === 'whole') common.push(...regionsOf(contig, ours))
    else common.push(...regionsOf(contig, intersectIntervals(ours, theirs)))
  }
  return mergeRegions(common)
}

function regionsOf(contig: string, intervals: readonly Interval[] | 'whole'): readonly Region[] {
  return intervals === 'whole' ? [{ contig }] : intervals.map(interval => ({ contig, interval }))
}

function byContig(regions: readonly Region[]): ReadonlyMap<string, readonly Interval[] | 'whole'> {
  const map = new Map<string, Interval[] | 'whole'>()
  for (const { contig, interval } of mergeRegions(regions)) {
    const known = map.get(contig)
    if (interval === undefined) map.set(contig, 'whole')
    else if (Array.isArray(known)) known.push(interval)
    else map.set(contig, [interval])
  }
  return map
}
