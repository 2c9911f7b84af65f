/** What a container, a slice, or a line of an index says of the places of its records, as bounds of columns. */
import { type CoordinateSystem, shownStart } from '../../genomics/coordinate-system.ts'
import type { AlignmentHeader, ReferenceSequence } from '../bam/alignment-header.ts'
import type { ColumnBounds, FilePart } from '../file-part.ts'
import { MULTI_REFERENCE, UNMAPPED_SLICE } from './slice-header.ts'

export interface Span {
  readonly referenceId: number
  /** 1-based. */
  readonly start: number
  readonly span: number
}

export interface BoundsTable {
  readonly references: readonly ReferenceSequence[]
  readonly coordinates: CoordinateSystem
  /** Where records are not sorted, slices say anything of positions. */
  readonly isSorted: boolean
}

export function boundsTable({ references, hd }: AlignmentHeader, coordinates: CoordinateSystem): BoundsTable {
  return { references, coordinates, isSorted: hd?.get('SO') === 'coordinate' }
}

const encoder = new TextEncoder()

/** How many rows a part has is not known: one stands for all. */
export function boundsOf({ referenceId, start, span }: Span, table: BoundsTable): Pick<FilePart, 'rows' | 'columns'> {
  const columns = new Map<string, ColumnBounds>()
  if (referenceId === MULTI_REFERENCE) return { rows: 1, columns }
  if (referenceId === UNMAPPED_SLICE) return { rows: 1, columns: columns.set('chrom', { nullCount: 1 }) }
  const contig = table.references[referenceId]
  if (contig === undefined) return { rows: 1, columns }
  const name = encoder.encode(contig.name)
  columns.set('chrom', { min: name, max: name, nullCount: 0 })
  if (table.isSorted && start >= 1 && span >= 1) {
    const last = start + span - 1
    const first = shownStart(start - 1, table.coordinates)
    // Writers end spans with the sequence, whatever the records do.
    if (last >= contig.length) {
      columns.set('start', { min: first })
      columns.set('end', { min: start })
    } else {
      columns.set('start', { min: first, max: shownStart(last - 1, table.coordinates) })
      columns.set('end', { min: start, max: last })
    }
  }
  return { rows: 1, columns }
}
