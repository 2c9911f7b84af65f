/**
 * Which records of an indexed part of the file a partition emits: those that overlap one of its regions and begin at or after that region's
 * minStart. It also notices an index that belongs to other data: in the chunks of a region all records lie on its contig, sorted.
 */
import { QueryError } from '../../common/errors.ts'
import type { OwnedRegion } from '../../genomics/region.ts'
import { placeText } from '../place-text.ts'
import { parseInteger } from './parse-integer.ts'
import type { RecordPlace } from './record-place.ts'
import { copyRow, fieldEnd, fieldStart, type TextRows } from './text-rows.ts'

interface ContigRegions {
  readonly name: Uint8Array
  readonly regions: readonly OwnedRegion[]
}

export class RegionSelector {
  readonly lastField: number
  private readonly contigs: readonly ContigRegions[]
  private readonly place: RecordPlace
  private readonly file: { readonly location: string; readonly indexLocation: string | undefined }
  /** The contig of the last record, undefined at the start of a chunk. */
  private current: ContigRegions | undefined
  private lastStart = 0

  /** `indexLocation`: the chunks come from this index; without it records elsewhere are only left out. */
  constructor(
    regions: readonly OwnedRegion[],
    settings: { readonly place: RecordPlace; readonly location: string; readonly indexLocation?: string | undefined },
  ) {
    const encoder = new TextEncoder()
    const names = [...new Set(regions.map(region => region.contig))]
    this.contigs = names.map(name => {
      const own = regions.filter(region => region.contig === name)
      return { name: encoder.encode(name), regions: own.sort((a, b) => a.interval.start - b.interval.start) }
    })
    this.place = settings.place
    const { contigField, startField, endField } = settings.place
    this.lastField = Math.max(contigField, startField, endField)
    this.file = { location: settings.location, indexLocation: settings.indexLocation }
  }

  /** Records in the next chunk need not lie behind those of the last. */
  startChunk(): void {
    this.current = undefined
  }

  /** Copies the rows to emit. A row whose start is no number goes on: the columns judge it. */
  select(rows: TextRows, target: TextRows): void {
    const { startField } = this.place
    for (let row = 0; row < rows.count; row++) {
      const contig = this.contigOf(rows, row)
      if (contig === undefined) {
        if (this.file.indexLocation !== undefined) throw this.misfit(rows, row, 'a record of another contig lies in a chunk of the index')
        continue
      }
      const position = parseInteger(rows.bytes, fieldStart(rows, row, startField), fieldEnd(rows, row, startField))
      this.checkOrder(rows, row, contig, position)
      if (Number.isNaN(position) || this.owns(contig.regions, rows, row, position)) copyRow(rows, row, target)
    }
  }

  private owns(regions: readonly OwnedRegion[], rows: TextRows, row: number, position: number): boolean {
    // VCF's POS 0 stands for the telomere before the first base; indexes put it into their first window.
    const start = Math.max(0, position - this.place.firstBase)
    let end = -1 // not known yet: most records need it not
    for (let i = firstBehind(regions, start); i < regions.length; i++) {
      const { interval, minStart } = regions[i]! // i lies below the length
      if (start >= interval.start) {
        if (start < interval.end && start >= minStart) return true
        continue
      }
      if (end < 0) end = Math.max(1, this.place.endOf(rows, row, position))
      if (end <= interval.start) return false
      // It reaches the region; or its end cannot be read, which is for the end column to judge.
      if (start >= minStart) return true
    }
    return false
  }

  private contigOf(rows: TextRows, row: number): ContigRegions | undefined {
    const from = fieldStart(rows, row, this.place.contigField)
    const to = fieldEnd(rows, row, this.place.contigField)
    if (this.current !== undefined && equals(this.current.name, rows.bytes, from, to)) return this.current
    return this.contigs.find(contig => equals(contig.name, rows.bytes, from, to))
  }

  private checkOrder(rows: TextRows, row: number, contig: ContigRegions, position: number): void {
    if (contig === this.current && position < this.lastStart && this.file.indexLocation !== undefined) {
      throw this.misfit(rows, row, 'its records are not sorted by position')
    }
    this.current = contig
    if (!Number.isNaN(position)) this.lastStart = position
  }

  private misfit(rows: TextRows, row: number, what: string): QueryError {
    const { location, indexLocation } = this.file
    // In range: row lies below count.
    const at = { ...rows.block.locate(rows.starts[row]!), location }
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

function equals(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== name.length) return false
  for (let i = name.length - 1; i >= 0; i--) if (bytes[from + i] !== name[i]) return false
  return true
}
