/** One field of a BED line: its name and how it is read. */
import type { DataType } from '../../columnar/data-type.ts'

export type BedFieldKind =
  | 'contig'
  | 'start' // 0-based: shown as the table counts
  | 'end'
  | 'text'
  | 'label' // text of few distinct values: a dictionary
  | 'strand'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'float32'
  | 'float64'
  | 'uint32-list'

export interface BedField {
  readonly name: string
  readonly kind: BedFieldKind
}

export function bedFieldType(kind: BedFieldKind, positions: 'uint32' | 'int64'): DataType {
  switch (kind) {
    case 'contig':
    case 'label':
    case 'strand':
      return { kind: 'dictionary' }
    case 'start':
    case 'end':
      return { kind: positions }
    case 'text':
      return { kind: 'utf8' }
    case 'uint32-list':
      return { kind: 'list', item: { kind: 'uint32' } }
    default:
      return { kind }
  }
}
