/** One column of a batch in the making, from the rows of a text file or of another format. */
import type { Column } from '../../../columnar/column.ts'
import type { FaultSink } from '../row-faults.ts'
import type { TextRows } from '../text-rows.ts'

export interface ColumnReader<Rows = TextRows> {
  /** One value a row. What cannot be read is reported and becomes NULL. */
  append(rows: Rows, faults: FaultSink): void
  finish(): Column
}
