/** One column of a batch in the making. */
import type { Column } from '../../../columnar/column.ts'
import type { FaultSink } from '../row-faults.ts'
import type { TextRows } from '../text-rows.ts'

export interface ColumnReader {
  /** One value a row. What cannot be read is reported and becomes NULL. */
  append(rows: TextRows, faults: FaultSink): void
  finish(): Column
}
