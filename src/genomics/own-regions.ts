/** Merged regions as the partitions of one scan read them: each record that overlaps one belongs to exactly one. See OwnedRegion. */
import type { OwnedRegion, Region } from './region.ts'

export function ownRegions(merged: readonly Region[]): readonly OwnedRegion[] {
  const owned: OwnedRegion[] = []
  for (const { contig, interval } of merged) {
    const before = owned.at(-1)
    owned.push({
      contig,
      interval: interval ?? { start: 0, end: Number.MAX_SAFE_INTEGER },
      // A record that began before the previous region's end, and reaches this one, was emitted there.
      minStart: before?.contig === contig ? before.interval.end : 0,
    })
  }
  return owned
}
