/** information_schema.tables and information_schema.columns: the catalog of the session as tables. */
import type { Catalog } from '../catalog/catalog.ts'
import type { TableProvider } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Field } from '../columnar/data-type.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { batchOf, COUNT, TEXT } from './batch-of.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import { MemoryTable } from './memory-table.ts'

interface Entries extends Pick<Catalog, 'table'> {
  entries(): readonly CatalogEntry[]
}

const CATALOG = 'locusql'
const SCHEMA = 'main'

/** Undefined: there is no such table. `name` is lower case. */
export async function informationSchema(name: string, catalog: Entries): Promise<TableProvider | undefined> {
  const batch =
    name === 'information_schema.tables'
      ? tables(catalog.entries())
      : name === 'information_schema.columns'
        ? await columns(catalog)
        : undefined
  return batch && MemoryTable.of(name, batch.schema, [batch])
}

function tables(entries: readonly CatalogEntry[]): Batch {
  return batchOf({
    table_catalog: { type: TEXT, values: entries.map(() => CATALOG) },
    table_schema: { type: TEXT, values: entries.map(() => SCHEMA) },
    table_name: { type: TEXT, values: entries.map(entry => entry.name) },
    table_type: { type: TEXT, values: entries.map(entry => (entry.kind === 'view' ? 'VIEW' : 'BASE TABLE')) },
  })
}

async function columns(catalog: Entries): Promise<Batch> {
  const rows: { readonly table: string; readonly field: Field; readonly position: number }[] = []
  for (const entry of catalog.entries()) {
    const fields = await fieldsOf(entry, catalog)
    rows.push(...fields.map((field, i) => ({ table: entry.name, field, position: i + 1 })))
  }
  return batchOf({
    table_catalog: { type: TEXT, values: rows.map(() => CATALOG) },
    table_schema: { type: TEXT, values: rows.map(() => SCHEMA) },
    table_name: { type: TEXT, values: rows.map(row => row.table) },
    column_name: { type: TEXT, values: rows.map(row => row.field.name) },
    ordinal_position: { type: COUNT, values: rows.map(row => BigInt(row.position)) },
    is_nullable: { type: TEXT, values: rows.map(row => (row.field.nullable ? 'YES' : 'NO')) },
    data_type: { type: TEXT, values: rows.map(row => sqlTypeName(row.field.type)) },
  })
}

/** A view whose tables have gone has no columns. */
async function fieldsOf(entry: CatalogEntry, catalog: Entries): Promise<readonly Field[]> {
  if (entry.kind === 'table') return entry.provider.schema.fields
  const view = await catalog.table(entry.name).catch(() => undefined)
  // A plan has its schema as a provider has; the catalog's contract does not know plans.
  return view && 'schema' in view ? view.schema.fields : []
}
