/** table_metadata('calls'): what is known about a table as rows of key and value; nested values are JSON text. */
import type { Catalog, TableFunction } from '../../catalog/catalog.ts'
import type { TableProvider } from '../../catalog/table-provider.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import type { JsonValue } from '../../common/json.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { batchOf, TEXT } from '../batch-of.ts'
import { MemoryTable } from '../memory-table.ts'
import { readTableMetadata } from '../table-metadata.ts'
import { tableNotFound } from '../table-not-found.ts'

export function tableMetadata(catalog: () => Catalog): TableFunction {
  return {
    name: 'table_metadata',
    summary: 'Format, path, coordinate system and header of a table, one row a key.',
    example: "SELECT * FROM table_metadata('calls')",
    async bind(args, named) {
      const [first, ...more] = args
      if (!first || more.length > 0 || Object.keys(named).length > 0) {
        throw new QueryError('PLAN', "table_metadata takes one table: table_metadata('calls'), or a path.")
      }
      if (first.kind === 'relation') return metadataTable((first.plan as LogicalPlan).schema) // what the binder passes is a plan
      if (typeof first.value !== 'string')
        throw new QueryError('PLAN', "table_metadata takes the name of a table or a path: table_metadata('calls').")
      const source = (await catalog().table(first.value)) ?? (await file(first.value, catalog()))
      return metadataTable((source as LogicalPlan).schema) // a provider and a plan both have a schema
    },
  }
}

/** A path where it is one; what is neither is taken for a misspelt name. */
async function file(text: string, catalog: Catalog): Promise<TableProvider> {
  if (!/[./\\]/.test(text)) throw tableNotFound(text, catalog.tableNames())
  return catalog.file(text, {})
}

function metadataTable(schema: Schema): MemoryTable {
  const { header, ...common } = readTableMetadata(schema)
  const rows: readonly (readonly [string, JsonValue])[] = [
    ...Object.entries(common),
    ...Object.entries(header).map(([key, value]) => [`header.${key}`, value] as const),
  ]
  const batch = batchOf({
    key: { type: TEXT, values: rows.map(([key]) => key) },
    value: { type: TEXT, values: rows.map(([, value]) => (value === null || typeof value === 'string' ? value : JSON.stringify(value))) },
  })
  return MemoryTable.of('table_metadata', batch.schema, [batch])
}
