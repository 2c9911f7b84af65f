/** What FASTA and FASTQ tell the shared reader: options, schema, and how columns are made. */
import type { Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { ReadColumn } from '../text/column-set.ts'
import type { FaultPolicy } from '../text/row-faults.ts'
import type { SequenceRows } from './sequence-rows.ts'

/** What a column needs of a record, in place of the fields of a line: `ReadColumn.lastField`. */
export const NEEDS = { header: 0, sequence: 1, quality: 2 } as const

export interface SequenceTable {
  readonly options: { readonly onMalformed: FaultPolicy; readonly projectionPushdown: boolean }
  readonly schema: Schema
  readColumn(field: Field, settings: SequenceColumnSettings): ReadColumn<SequenceRows>
}

export interface SequenceColumnSettings {
  readonly warn: (message: string) => void
  /** The column's faults were told before, when the filters were evaluated. */
  readonly isJudged: boolean
}
