/** Writes the values of one column as text bytes: bound to a column once a batch, then called once a row, without making strings or objects. */
import type { Column } from '../../columnar/column.ts'
import type { OutputBuffer } from './output-buffer.ts'

export interface CellWriter {
  bind(column: Column): void
  /** The row must not be NULL unless the writer is a NullableCell. */
  write(row: number, out: OutputBuffer): void
}

/** plain: as people read it. csv, tsv: RFC 4180 with a comma or a tab. json: JSON values. */
export type CellStyle = 'plain' | 'csv' | 'tsv' | 'json'
