/** A Parquet file seen as a table. */
import { parquetSchema } from 'hyparquet'
import type { Schema } from '../../columnar/schema.ts'
import { isDictionaryColumn } from './is-dictionary-column.ts'
import type { ParquetFile } from './load-parquet-file.ts'
import { type ParquetColumn, parquetColumns } from './parquet-columns.ts'
import type { ParquetOptions } from './parquet-options.ts'

const ZERO_BASED = 'bio.coordinate_system_zero_based'

export interface ParquetTable {
  readonly columns: readonly ParquetColumn[]
  readonly schema: Schema
}

export function createParquetTable({ metadata }: ParquetFile, options: ParquetOptions, warn: (message: string) => void): ParquetTable {
  const columns = parquetColumns(parquetSchema(metadata), warn).map(column => {
    const { field, node } = column
    if (field.type.kind !== 'utf8' || node.kind !== 'leaf' || node.leaf !== 'value') return column
    if (!isDictionaryColumn(metadata.row_groups, field.name)) return column
    const type = { kind: 'dictionary' } as const
    return { field: { ...field, type }, node: { ...node, type } }
  })
  const notes: Record<string, string> = {}
  if (options.zeroBased !== undefined) notes[ZERO_BASED] = String(options.zeroBased)
  // What the file says of its coordinates counts more. Arrow's own schema is for Arrow's readers.
  for (const { key, value } of metadata.key_value_metadata ?? []) if (key !== 'ARROW:schema' && value !== undefined) notes[key] = value
  return { columns, schema: { fields: columns.map(column => column.field), metadata: notes } }
}
