/** Batches of one schema, one after the other; without any, an empty batch. */
import type { Batch } from './batch.ts'
import { concatColumns } from './concat-columns.ts'
import { emptyBatch } from './empty-batch.ts'
import type { Schema } from './schema.ts'

export function concatBatches(schema: Schema, batches: readonly Batch[]): Batch {
  const filled = batches.filter(batch => batch.numRows > 0)
  if (filled.length === 0) return emptyBatch(schema)
  const numRows = filled.reduce((sum, batch) => sum + batch.numRows, 0)
  // Every batch has one column a field.
  return { schema, numRows, columns: schema.fields.map((_, i) => concatColumns(filled.map(batch => batch.columns[i]!))) }
}
