/** What a text format tells the shared reader about one of its files: which lines are records, where they lie, and how columns are made. */
import type { ColumnSet } from './column-set.ts'
import type { LineRule } from './line-rule.ts'
import type { RecordPlace } from './record-place.ts'
import type { FaultPolicy, FaultSink } from './row-faults.ts'
import type { TextRows } from './text-rows.ts'

export interface TextTable {
  readonly options: {
    readonly onMalformed: FaultPolicy
    readonly projectionPushdown: boolean
    readonly indexPath?: string | undefined
  }
  /** All columns the table has. A query for as many sees every line, and is told of one that is not UTF-8. */
  readonly columnCount?: number
  readonly lineRule: LineRule
  /** Lines without a tab are parted by blanks. */
  readonly mayHaveBlanks?: boolean
  readonly place: RecordPlace
  /** A batch whose columns reach this field counts the bytes of its lines. */
  readonly wideField: number
  /** The columns of these names, in that order. */
  createColumns(names: readonly string[] | 'all', settings: ColumnSettings): ColumnSet
  /** Reports lines that have too few or too many fields for reading them up to `lastField`. */
  checkFields(rows: TextRows, faults: FaultSink, lastField: number): void
}

export interface ColumnSettings {
  readonly warn: (message: string) => void
  /** The faults of these columns were told before, when the filters were evaluated. */
  readonly judged: readonly string[]
}
