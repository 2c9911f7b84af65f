/** Rows as JavaScript objects without a prototype, so that `__proto__` and `toString` are column names like any other. */
import type { Batch } from './batch.ts'
import type { Schema } from './schema.ts'
import { uniqueNames } from './unique-names.ts'
import { type Int64Rule, type JavaScriptValue, valueReader } from './value-reader.ts'

export type Row = { [column: string]: JavaScriptValue }

/** Repeated column names become `a`, `a_1`. `int64` overrides what each column says of itself. */
export function rowReader(schema: Schema, int64: Int64Rule = 'by-column'): (batch: Batch, row: number) => Row {
  const names = uniqueNames(schema.fields.map(field => field.name))
  const readers = schema.fields.map(field => valueReader(field.type, { column: field.name, int64 }))
  return (batch, row) => {
    const object: Row = Object.create(null)
    // One name, one reader and one column a field.
    for (let i = 0; i < names.length; i++) object[names[i]!] = readers[i]!(batch.columns[i]!, row)
    return object
  }
}
