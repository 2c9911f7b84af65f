/** The given rows of a batch, in the given order. */
import type { Batch } from './batch.ts'
import { takeColumn } from './take-column.ts'

export function takeBatch(batch: Batch, rows: Uint32Array): Batch {
  return { schema: batch.schema, numRows: rows.length, columns: batch.columns.map(column => takeColumn(column, rows)) }
}
