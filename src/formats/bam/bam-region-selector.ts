/**
 * Which records of an indexed part of the file a partition emits: those that overlap one of its regions and begin at or after that region's
 * minStart. It also notices an index that belongs to other data: in the chunks of a region all records lie on its contig, sorted.
 */
import { QueryError } from '../../common/errors.ts'
import type { OwnedRegion } from '../../genomics/region.ts'
import { placeText } from '../place-text.ts'
import type { ReferenceSequence } from './alignment-header.ts'
import { FIELD, int32At, layoutFault } from './bam-layout.ts'
import type { BamRows } from './bam-rows.ts'
import { alignmentEnd } from './read-cigar.ts'

export class BamRegionSelector {
  /** By number of the reference sequence. */
  private readonly regions: readonly (readonly OwnedRegion[] | undefined)[]
  private readonly indexLocation: string | undefined
  private current = -1
  private lastPosition = -1
  /** The records of this chunk lie behind the last region from here on: with an index the file is sorted. */
  isBehind = false

  /** `indexLocation`: the chunks come from this index; without it records elsewhere are only left out. */
  constructor(
    regions: readonly OwnedRegion[],
    file: { readonly references: readonly ReferenceSequence[]; readonly indexLocation: string | undefined },
  ) {
    this.regions = file.references.map(({ name }) => {
      const own = regions.filter(region => region.contig === name)
      return own.length === 0 ? undefined : own.sort((a, b) => a.interval.start - b.interval.start)
    })
    this.indexLocation = file.indexLocation
  }

  /** Records in the next chunk need not lie behind those of the last. */
  startChunk(): void {
    this.current = -1
    this.lastPosition = -1
    this.isBehind = false
  }

  /** Keeps the rows to emit, in place. */
  select(rows: BamRows): void {
    const { bytes, starts, count } = rows
    let kept = 0
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const id = int32At(bytes, record + FIELD.refId)
      const position = int32At(bytes, record + FIELD.position)
      const regions = this.regions[id]
      if (this.indexLocation !== undefined) {
        this.checkOrder(rows, record, { id, position, isWanted: regions !== undefined })
        if (regions !== undefined && position >= (regions.at(-1)?.interval.end ?? 0)) {
          this.isBehind = true
          break
        }
      }
      if (regions !== undefined && owns(regions, bytes, { record, position })) starts[kept++] = record
    }
    rows.count = kept
  }

  private checkOrder(
    rows: BamRows,
    record: number,
    at: { readonly id: number; readonly position: number; readonly isWanted: boolean },
  ): void {
    if (!at.isWanted) throw this.misfit(rows, record, 'a record of another contig lies in a chunk of the index')
    if (at.id === this.current && at.position < this.lastPosition) throw this.misfit(rows, record, 'its records are not sorted by position')
    this.current = at.id
    this.lastPosition = at.position
  }

  private misfit(rows: BamRows, record: number, what: string): QueryError {
    const at = rows.block.locate(record)
    const message = `${placeText(at)}: the index ${this.indexLocation} does not fit this file: ${what}. Sort the file if need be, and build the index again.`
    const place = this.indexLocation === undefined ? at : { ...at, indexLocation: this.indexLocation }
    return new QueryError('FORMAT', message, place, { reason: 'index_mismatch' })
  }
}

function owns(regions: readonly OwnedRegion[], bytes: Uint8Array, at: { readonly record: number; readonly position: number }): boolean {
  const { record } = at
  // Indexes keep a record without a position in their first window.
  const start = Math.max(0, at.position)
  let end = -1 // not known yet: most records need it not
  for (let i = firstBehind(regions, start); i < regions.length; i++) {
    const { interval, minStart } = regions[i]! // i lies below the length
    if (start >= interval.start) {
      if (start < interval.end && start >= minStart) return true
      continue
    }
    // A record whose lengths lie is for the columns to judge.
    if (end < 0) end = layoutFault(bytes, record) === undefined ? Math.max(1, alignmentEnd(bytes, record)) : Number.POSITIVE_INFINITY
    if (end <= interval.start) return false
    if (start >= minStart) return true
  }
  return false
}

/** The first region that ends behind a position; they are sorted, by their ends too. */
function firstBehind(regions: readonly OwnedRegion[], position: number): number {
  let low = 0
  let high = regions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (regions[middle]!.interval.end <= position) low = middle + 1
    else high = middle // middle lies below the length
  }
  return low
}
