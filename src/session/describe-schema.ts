/** The columns of a table as rows: what DESCRIBE and SHOW COLUMNS answer. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { typeName } from '../columnar/type-name.ts'
import { batchOf, TEXT } from './batch-of.ts'

export function describeSchema(schema: Schema): Batch {
  return batchOf({
    column_name: { type: TEXT, values: schema.fields.map(field => field.name) },
    data_type: { type: TEXT, values: schema.fields.map(field => typeName(field.type)) },
    is_nullable: { type: TEXT, values: schema.fields.map(field => (field.nullable ? 'YES' : 'NO')) },
  })
}
