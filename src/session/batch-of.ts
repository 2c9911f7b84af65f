/** A small result made of rows: what statements such as SHOW and DESCRIBE answer. */
import type { Batch } from '../columnar/batch.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import type { Schema } from '../columnar/schema.ts'

export interface ResultColumns {
  readonly [name: string]: { readonly type: DataType; readonly values: readonly Scalar[] }
}

export const TEXT: DataType = { kind: 'utf8' }
export const FLAG: DataType = { kind: 'boolean' }
export const COUNT: DataType = { kind: 'int64' }

export function batchOf(columns: ResultColumns): Batch {
  const entries = Object.entries(columns)
  const schema: Schema = {
    fields: entries.map(([name, { type, values }]) => ({ name, type, nullable: values.includes(null) })),
  }
  return {
    schema,
    numRows: entries[0]?.[1].values.length ?? 0,
    columns: entries.map(([, { type, values }]) => columnFromScalars(type, values)),
  }
}
