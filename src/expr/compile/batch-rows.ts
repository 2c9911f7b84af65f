/** Some rows of a batch, of the columns that are needed; the others stand in their places unchanged and must not be read. */
import type { Batch } from '../../columnar/batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'

export function batchRows(batch: Batch, rows: Uint32Array, needed: ReadonlySet<number>): Batch {
  const columns = batch.columns.map((column, index) => (needed.has(index) ? takeColumn(column, rows) : column))
  return { schema: batch.schema, numRows: rows.length, columns }
}
