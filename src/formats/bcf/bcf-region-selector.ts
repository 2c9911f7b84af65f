/**
 * Which records of an indexed part of the file a partition emits: those that overlap one of its regions and begin at or after that region's
 * minStart. It also notices an index that belongs to other data: in the chunks of a region all records lie on its contig, sorted.
 */
import type { QueryError } from '../../common/errors.ts'
import type { OwnedRegion } from '../../genomics/region.ts'
import { ALL_PLACES, type Chunk, placesOf } from '../../io/chunk.ts'
import { indexMisfit, MISFIT } from '../records/index-misfit.ts'
import { OwnedRegions, type RecordEnds } from '../records/owned-regions.ts'
import type { RecordRows } from '../records/record-rows.ts'
import { FIELD, int32At } from './bcf-layout.ts'
import type { RecordEnd } from './record-end.ts'

export interface SelectorFile {
  readonly location: string
  readonly contigs: readonly (string | undefined)[]
  readonly recordEnd: RecordEnd
  /** The chunks come from this index; without it records elsewhere are only left out. */
  readonly indexLocation: string | undefined
}

const NO_BYTES = new Uint8Array(0)

export class BcfRegionSelector implements RecordEnds {
  /** By number of the contig. */
  private readonly regions: readonly (OwnedRegions | undefined)[]
  private readonly file: SelectorFile
  private bytes: Uint8Array = NO_BYTES // of the rows at hand
  private current = -1
  private lastPosition = -1
  private places = ALL_PLACES
  /** What is left of the chunk lies behind the places that are wanted of it. */
  isBehind = false

  constructor(regions: readonly OwnedRegion[], file: SelectorFile) {
    this.file = file
    this.regions = file.contigs.map(name => OwnedRegions.of(name, regions))
  }

  /** Records in the next chunk need not lie behind those of the last. */
  startChunk(chunk: Chunk | undefined): void {
    this.places = placesOf(chunk)
    this.current = -1
    this.isBehind = false
  }

  /** Keeps the rows to emit, in place. */
  select(rows: RecordRows): void {
    const { bytes, starts, count } = rows
    const { from, until } = this.places
    this.bytes = bytes
    let kept = 0
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const contig = int32At(bytes, record + FIELD.contig)
      const position = int32At(bytes, record + FIELD.position)
      const regions = this.regions[contig]
      if (this.file.indexLocation !== undefined) this.checkOrder(rows, record, { contig, position, isWanted: regions !== undefined })
      if (regions !== undefined && position >= until) {
        this.isBehind = true
        break
      }
      if (position >= from && regions?.owns(position, record, this)) starts[kept++] = record
    }
    rows.count = kept
  }

  endOf(record: number): number {
    return this.file.recordEnd.of(this.bytes, record)
  }

  private checkOrder(
    rows: RecordRows,
    record: number,
    at: { readonly contig: number; readonly position: number; readonly isWanted: boolean },
  ): void {
    if (!at.isWanted) throw this.misfit(rows, record, MISFIT.otherContig)
    if (at.contig === this.current && at.position < this.lastPosition) throw this.misfit(rows, record, MISFIT.unsorted)
    this.current = at.contig
    this.lastPosition = at.position
  }

  private misfit(rows: RecordRows, record: number, what: string): QueryError {
    const { location, indexLocation } = this.file
    return indexMisfit({ ...rows.block.locate(record), location }, indexLocation, what)
  }
}
