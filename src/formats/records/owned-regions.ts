/** The regions of a partition on one contig, and which records it owns by them: those that overlap one and begin at or after its minStart. */
import type { OwnedRegion } from '../../genomics/region.ts'

/** Where a record ends: asked only where its start does not decide. `record` is the caller's own number for it. */
export interface RecordEnds {
  /** Exclusive, 0-based. One that cannot be read reaches far enough: the end column judges it. */
  endOf(record: number): number
}

export class OwnedRegions {
  /** Behind the last of them. */
  readonly end: number
  private readonly regions: readonly OwnedRegion[]

  private constructor(regions: readonly OwnedRegion[]) {
    this.regions = regions
    this.end = regions.at(-1)?.interval.end ?? 0
  }

  /** Undefined: none lies on the contig. */
  static of(contig: string | undefined, regions: readonly OwnedRegion[]): OwnedRegions | undefined {
    const own = regions.filter(region => region.contig === contig)
    return own.length === 0 ? undefined : new OwnedRegions(own.sort((a, b) => a.interval.start - b.interval.start))
  }

  /** `position`: 0-based. One before the contig is kept by indexes in their first window: VCF's POS 0, BAM's -1. */
  owns(position: number, record: number, ends: RecordEnds): boolean {
    const { regions } = this
    const start = Math.max(0, position)
    let end = -1 // not known yet: most records need it not
    for (let i = this.firstBehind(start); i < regions.length; i++) {
      const { interval, minStart } = regions[i]! // i lies below the length
      if (start >= interval.start) {
        if (start < interval.end && start >= minStart) return true
        continue
      }
      if (end < 0) end = Math.max(1, ends.endOf(record))
      if (end <= interval.start) return false
      if (start >= minStart) return true
    }
    return false
  }

  /** The first region that ends behind a position; they are sorted, by their ends too. */
  private firstBehind(position: number): number {
    const { regions } = this
    let low = 0
    let high = regions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (regions[middle]!.interval.end <= position)
        low = middle + 1 // middle lies below the length
      else high = middle
    }
    return low
  }
}
