/** Batches with more columns behind their own: computed keys, row numbers. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'

export function extendSchema(schema: Schema, types: readonly DataType[]): Schema {
  return { fields: [...schema.fields, ...types.map((type, i) => ({ name: `#${i}`, type, nullable: true }))] }
}

/** `schema`: of extendSchema(). */
export function extendBatch(batch: Batch, schema: Schema, columns: readonly Column[]): Batch {
  return { schema, numRows: batch.numRows, columns: [...batch.columns, ...columns] }
}

/** The first columns only, as many as the schema has. */
export function firstColumns(batch: Batch, schema: Schema): Batch {
  return { schema, numRows: batch.numRows, columns: batch.columns.slice(0, schema.fields.length) }
}
