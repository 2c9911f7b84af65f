/**
 * Which records of an indexed part of the file a partition emits: those that overlap one of its regions and begin at or after that region's
 * minStart. It also notices an index that belongs to other data: in the chunks of a region all records lie on its contig, sorted.
 */
import { QueryError } from '../../common/errors.ts'
import type { OwnedRegion } from '../../genomics/region.ts'
import { placeText } from '../place-text.ts'
import { FIELD, int32At } from './bcf-layout.ts'
import type { BcfRows } from './bcf-rows.ts'
import type { RecordEnd } from './record-end.ts'

export interface SelectorFile {
  readonly location: string
  readonly contigs: readonly (string | undefined)[]
  readonly recordEnd: RecordEnd
  /** The chunks come from this index; without it records elsewhere are only left out. */
  readonly indexLocation: string | undefined
}

export class BcfRegionSelector {
  /** By number of the contig. */
  private readonly regions: readonly (readonly OwnedRegion[] | undefined)[]
  private readonly file: SelectorFile
  private current = -1
  private lastPosition = -1

  constructor(regions: readonly OwnedRegion[], file: SelectorFile) {
    this.file = file
    this.regions = file.contigs.map(name => {
      const own = regions.filter(region => region.contig === name)
      return own.length === 0 ? undefined : own.sort((a, b) => a.interval.start - b.interval.start)
    })
  }

  /** Records in the next chunk need not lie behind those of the last. */
  startChunk(): void {
    this.current = -1
  }

  /** Keeps the rows to emit, in place. */
  select(rows: BcfRows): void {
    const { bytes, starts, count } = rows
    let kept = 0
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const contig = int32At(bytes, record + FIELD.contig)
      const position = int32At(bytes, record + FIELD.position)
      const regions = this.regions[contig]
      if (this.file.indexLocation !== undefined) this.checkOrder(rows, record, { contig, position, isWanted: regions !== undefined })
      if (regions !== undefined && this.owns(regions, bytes, { record, position })) starts[kept++] = record
    }
    rows.count = kept
  }

  private owns(regions: readonly OwnedRegion[], bytes: Uint8Array, at: { readonly record: number; readonly position: number }): boolean {
    // Indexes keep POS 0, which stands for the telomere before the first base, in their first window.
    const start = Math.max(0, at.position)
    let end = -1 // not known yet: most records need it not
    for (let i = firstBehind(regions, start); i < regions.length; i++) {
      const { interval, minStart } = regions[i]! // i lies below the length
      if (start >= interval.start) {
        if (start < interval.end && start >= minStart) return true
        continue
      }
      if (end < 0) end = Math.max(1, this.file.recordEnd.of(bytes, at.record))
      if (end <= interval.start) return false
      // It reaches the region; or its end cannot be read, which is for the end column to judge.
      if (start >= minStart) return true
    }
    return false
  }

  private checkOrder(
    rows: BcfRows,
    record: number,
    at: { readonly contig: number; readonly position: number; readonly isWanted: boolean },
  ): void {
    if (!at.isWanted) throw this.misfit(rows, record, 'a record of another contig lies in a chunk of the index')
    if (at.contig === this.current && at.position < this.lastPosition)
      throw this.misfit(rows, record, 'its records are not sorted by position')
    this.current = at.contig
    this.lastPosition = at.position
  }

  private misfit(rows: BcfRows, record: number, what: string): QueryError {
    const { location, indexLocation } = this.file
    const at = { ...rows.block.locate(record), location }
    const message = `${placeText(at)}: the index ${indexLocation} does not fit this file: ${what}. Sort the file if need be, and build the index again.`
    const place = indexLocation === undefined ? at : { ...at, indexLocation }
    return new QueryError('FORMAT', message, place, { reason: 'index_mismatch' })
  }
}

/** The first region that ends behind a position; they are sorted, by their ends too. */
function firstBehind(regions: readonly OwnedRegion[], position: number): number {
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
