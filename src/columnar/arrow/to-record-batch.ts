/** A batch as an Arrow RecordBatch over the same buffers. */
import { type Schema as ArrowSchema, makeData, RecordBatch, Struct } from 'apache-arrow'
import type { Batch } from '../batch.ts'
import { columnToArrow } from './column-to-arrow.ts'
import { schemaToArrow } from './schema-to-arrow.ts'

/** Batches of one Schema object share one Arrow schema; pass it where equal schemas are different objects. */
export function toRecordBatch(batch: Batch, arrowSchema: ArrowSchema = schemaToArrow(batch.schema)): RecordBatch {
  // One Arrow field a column.
  const children = batch.columns.map((column, i) => columnToArrow(column, arrowSchema.fields[i]!.type))
  const data = makeData({ type: new Struct(arrowSchema.fields), length: batch.numRows, nullCount: 0, children })
  return new RecordBatch(arrowSchema, data)
}
