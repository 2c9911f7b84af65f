/** Batches of one schema as one, column by column, so that the thread gets its turns. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { emptyBatch } from '../../columnar/empty-batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { TaskContext } from '../physical-operator.ts'

export async function concatCooperatively(
  schema: Schema,
  batches: readonly Batch[],
  context: Pick<TaskContext, 'breathe'>,
): Promise<Batch> {
  if (batches.length === 0) return emptyBatch(schema)
  const columns: Column[] = []
  for (let i = 0; i < schema.fields.length; i++) {
    columns.push(concatColumns(batches.map(batch => batch.columns[i]!))) // one column a field
    const pause = context.breathe()
    if (pause) await pause
  }
  return { schema, numRows: batches.reduce((sum, batch) => sum + batch.numRows, 0), columns }
}
