/** A schema as an Arrow schema, field and schema metadata kept. One object a schema, so that its batches fit together. */
import { Schema as ArrowSchema } from 'apache-arrow'
import type { Schema } from '../schema.ts'
import { uniqueNames } from '../unique-names.ts'
import { fieldToArrow } from './type-to-arrow.ts'

// Arrow compares dictionary types by their id, which is new at each conversion.
const converted = new WeakMap<Schema, ArrowSchema>()

/** Repeated column names become `a`, `a_1`: Arrow's rows and columns are found by name. */
export function schemaToArrow(schema: Schema): ArrowSchema {
  const known = converted.get(schema)
  if (known !== undefined) return known
  const names = uniqueNames(schema.fields.map(field => field.name))
  const fields = schema.fields.map((field, i) => fieldToArrow(field, names[i] ?? field.name))
  const arrowSchema = new ArrowSchema(fields, new Map(Object.entries(schema.metadata ?? {})))
  converted.set(schema, arrowSchema)
  return arrowSchema
}
