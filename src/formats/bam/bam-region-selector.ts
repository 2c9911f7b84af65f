/**
 * Which records of an indexed part of the file a partition emits: those that overlap one of its regions and begin at or after that region's
 * minStart. It also notices an index that belongs to other data: in the chunks of a region all records lie on its contig, sorted.
 */
import type { QueryError } from '../../common/errors.ts'
import type { OwnedRegion } from '../../genomics/region.ts'
import { ALL_PLACES, type Chunk, placesOf } from '../../io/chunk.ts'
import { indexMisfit, MISFIT } from '../records/index-misfit.ts'
import { OwnedRegions, type RecordEnds } from '../records/owned-regions.ts'
import type { ReferenceSequence } from './alignment-header.ts'
import { FIELD, int32At, layoutFault } from './bam-layout.ts'
import type { BamRows } from './bam-rows.ts'
import { alignmentEnd } from './read-cigar.ts'

const NO_BYTES = new Uint8Array(0)

export class BamRegionSelector implements RecordEnds {
  /** By number of the reference sequence. */
  private readonly regions: readonly (OwnedRegions | undefined)[]
  private readonly indexLocation: string | undefined
  private bytes: Uint8Array = NO_BYTES // of the rows at hand
  private current = -1
  private lastPosition = -1
  private places = ALL_PLACES
  /** The records of this chunk lie behind the last region from here on: with an index the file is sorted. */
  isBehind = false

  /** `indexLocation`: the chunks come from this index; without it records elsewhere are only left out. */
  constructor(
    regions: readonly OwnedRegion[],
    file: { readonly references: readonly ReferenceSequence[]; readonly indexLocation: string | undefined },
  ) {
    this.regions = file.references.map(({ name }) => OwnedRegions.of(name, regions))
    this.indexLocation = file.indexLocation
  }

  /** Records in the next chunk need not lie behind those of the last. */
  startChunk(chunk: Chunk | undefined): void {
    this.places = placesOf(chunk)
    this.current = -1
    this.lastPosition = -1
    this.isBehind = false
  }

  /** Keeps the rows to emit, in place. */
  select(rows: BamRows): void {
    const { bytes, starts, count } = rows
    const { from, until } = this.places
    this.bytes = bytes
    let kept = 0
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const id = int32At(bytes, record + FIELD.refId)
      const position = int32At(bytes, record + FIELD.position)
      const regions = this.regions[id]
      if (this.indexLocation !== undefined) {
        this.checkOrder(rows, record, { id, position, isWanted: regions !== undefined })
        if (regions !== undefined && (position >= regions.end || position >= until)) {
          this.isBehind = true
          break
        }
      }
      if (position >= from && regions?.owns(position, record, this)) starts[kept++] = record
    }
    rows.count = kept
  }

  /** A record whose lengths lie is for the columns to judge. */
  endOf(record: number): number {
    const { bytes } = this
    return layoutFault(bytes, record) === undefined ? alignmentEnd(bytes, record) : Number.POSITIVE_INFINITY
  }

  private checkOrder(
    rows: BamRows,
    record: number,
    at: { readonly id: number; readonly position: number; readonly isWanted: boolean },
  ): void {
    if (!at.isWanted) throw this.misfit(rows, record, MISFIT.otherContig)
    if (at.id === this.current && at.position < this.lastPosition) throw this.misfit(rows, record, MISFIT.unsorted)
    this.current = at.id
    this.lastPosition = at.position
  }

  private misfit(rows: BamRows, record: number, what: string): QueryError {
    return indexMisfit(rows.block.locate(record), this.indexLocation, what)
  }
}
