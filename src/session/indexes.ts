/** CREATE INDEX, DROP INDEX and REINDEX: names that scripts make and drop. Only a unique index does something: it is a key. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import { memoryTableOf } from './memory-table-of.ts'
import type { SessionCatalog } from './session-catalog.ts'

export function createIndex(statement: BoundStatement & { kind: 'create-index' }, catalog: SessionCatalog): void {
  const { name, table, provider, ifNotExists, key } = statement
  const before = name === undefined ? undefined : catalog.findIndex(name)
  if (before && ifNotExists) return
  if (before) throw new QueryError('PLAN', `Index "${before.name}" already exists.`)
  if (key) {
    const memory = memoryTableOf(provider)
    if (!memory) throw new QueryError('PLAN', `"${table}" is not held in memory: a unique index cannot watch over it.`)
    memory.addKey(key)
  }
  if (name !== undefined) catalog.setIndex({ name, table: catalog.get(table).name, ...(key && { key }) })
}

export function dropIndex(name: string, { ifExists }: { readonly ifExists: boolean }, catalog: SessionCatalog): void {
  const index = catalog.findIndex(name)
  if (!index && ifExists) return
  if (!index) throw indexNotFound(name, catalog)
  const entry = catalog.find(index.table)
  if (index.key && entry?.kind === 'table') memoryTableOf(entry.provider)?.dropKey(index.key)
  catalog.deleteIndex(name)
}

export function reindex(name: string | undefined, catalog: SessionCatalog): void {
  if (name === undefined || catalog.find(name) || catalog.findIndex(name)) return
  throw indexNotFound(name, catalog)
}

function indexNotFound(name: string, catalog: SessionCatalog): QueryError {
  const nearest = suggest(name, catalog.indexNames())
  return new QueryError('PLAN', `Index "${name}" not found.${nearest ? ` Did you mean "${nearest}"?` : ''}`)
}
