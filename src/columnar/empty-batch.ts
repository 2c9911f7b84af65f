/** A batch without rows. */
import type { Batch } from './batch.ts'
import { emptyColumn } from './empty-column.ts'
import type { Schema } from './schema.ts'

export function emptyBatch(schema: Schema): Batch {
  return { schema, numRows: 0, columns: schema.fields.map(field => emptyColumn(field.type)) }
}
