/**
 * Which records of an indexed part of the file a partition emits: those that overlap one of its regions and begin at or after that region's
 * minStart. It also notices an index that belongs to other data: in the chunks of a region all records lie on its contig, sorted.
 */
import type { QueryError } from '../../common/errors.ts'
import type { OwnedRegion } from '../../genomics/region.ts'
import { ALL_PLACES, type Chunk, placesOf } from '../../io/chunk.ts'
import { indexMisfit, MISFIT } from '../records/index-misfit.ts'
import { OwnedRegions, type RecordEnds } from '../records/owned-regions.ts'
import { parseInteger } from './parse-integer.ts'
import type { RecordPlace } from './record-place.ts'
import { copyRow, createTextRows, fieldEnd, fieldStart, type TextRows } from './text-rows.ts'

interface ContigRegions {
  readonly name: Uint8Array
  readonly regions: OwnedRegions
}

const NO_ROWS = createTextRows(0)

export class RegionSelector implements RecordEnds {
  readonly lastField: number
  private readonly contigs: readonly ContigRegions[]
  private readonly place: RecordPlace
  private readonly file: { readonly location: string; readonly indexLocation: string | undefined }
  /** The contig of the last record, undefined at the start of a chunk. */
  private current: ContigRegions | undefined
  private lastStart = 0
  private places = ALL_PLACES
  /** What is left of the chunk lies behind the places that are wanted of it. */
  isBehind = false
  /** What the last record has in its run field; empty at the start of a chunk. */
  private run = new Uint8Array(0)
  // What endOf asks for.
  private rows = NO_ROWS
  private position = 0

  /** `indexLocation`: the chunks come from this index; without it records elsewhere are only left out. */
  constructor(
    regions: readonly OwnedRegion[],
    settings: { readonly place: RecordPlace; readonly location: string; readonly indexLocation?: string | undefined },
  ) {
    const encoder = new TextEncoder()
    const names = [...new Set(regions.map(region => region.contig))]
    this.contigs = names.flatMap(name => {
      const own = OwnedRegions.of(name, regions)
      return own === undefined ? [] : [{ name: encoder.encode(name), regions: own }]
    })
    this.place = settings.place
    const { contigField, startField, endField, runField = 0 } = settings.place
    this.lastField = Math.max(contigField, startField, endField, runField)
    this.file = { location: settings.location, indexLocation: settings.indexLocation }
  }

  /** Records in the next chunk need not lie behind those of the last. */
  startChunk(chunk: Chunk | undefined): void {
    this.places = placesOf(chunk)
    this.current = undefined
    this.isBehind = false
  }

  /** Copies the rows to emit. A row whose start is no number goes on: the columns judge it. */
  select(rows: TextRows, target: TextRows): void {
    const { startField, firstBase } = this.place
    const { from, until } = this.places
    this.rows = rows
    for (let row = 0; row < rows.count; row++) {
      const contig = this.contigOf(rows, row)
      if (contig === undefined) {
        if (this.file.indexLocation !== undefined) throw this.misfit(rows, row, MISFIT.otherContig)
        continue
      }
      const position = parseInteger(rows.bytes, fieldStart(rows, row, startField), fieldEnd(rows, row, startField))
      this.checkOrder(rows, row, contig, position)
      this.position = position
      const start = position - firstBase
      if (start >= until) {
        this.isBehind = true
        return
      }
      if (Number.isNaN(position) || (start >= from && contig.regions.owns(start, row, this))) copyRow(rows, row, target)
    }
  }

  endOf(row: number): number {
    return this.place.endOf(this.rows, row, this.position)
  }

  private contigOf(rows: TextRows, row: number): ContigRegions | undefined {
    const from = fieldStart(rows, row, this.place.contigField)
    const to = fieldEnd(rows, row, this.place.contigField)
    if (this.current !== undefined && equals(this.current.name, rows.bytes, from, to)) return this.current
    return this.contigs.find(contig => equals(contig.name, rows.bytes, from, to))
  }

  private checkOrder(rows: TextRows, row: number, contig: ContigRegions, position: number): void {
    const isSameRun = this.enterRun(rows, row)
    if (contig === this.current && isSameRun && position < this.lastStart && this.file.indexLocation !== undefined) {
      throw this.misfit(rows, row, MISFIT.unsorted)
    }
    this.current = contig
    if (!Number.isNaN(position)) this.lastStart = position
  }

  /** Whether the last record was of the same run. */
  private enterRun(rows: TextRows, row: number): boolean {
    const { runField } = this.place
    if (runField === undefined) return true
    const from = fieldStart(rows, row, runField)
    const to = fieldEnd(rows, row, runField)
    if (equals(this.run, rows.bytes, from, to)) return true
    this.run = rows.bytes.slice(from, to)
    return false
  }

  private misfit(rows: TextRows, row: number, what: string): QueryError {
    const { location, indexLocation } = this.file
    return indexMisfit({ ...rows.block.locate(rows.starts[row]!), location }, indexLocation, what) // row lies below count
  }
}

function equals(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== name.length) return false
  for (let i = name.length - 1; i >= 0; i--) if (bytes[from + i] !== name[i]) return false
  return true
}
