/** Rows start..end of a batch. */
import type { Batch } from './batch.ts'
import { sliceColumn } from './slice-column.ts'

export function sliceBatch(batch: Batch, start: number, end: number): Batch {
  if (start === 0 && end === batch.numRows) return batch
  return { schema: batch.schema, numRows: end - start, columns: batch.columns.map(column => sliceColumn(column, start, end)) }
}
