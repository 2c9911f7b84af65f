/** The tables, views and files of one session, as the binder sees them. Names are found without regard to case. */
import type { Catalog, TableFunction } from '../catalog/catalog.ts'
import type { LogicalPlanSource } from '../catalog/logical-plan-source.ts'
import type { TableProvider } from '../catalog/table-provider.ts'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import { informationSchema } from './information-schema.ts'
import type { KeyColumns } from './key-columns.ts'
import { tableNotFound } from './table-not-found.ts'

type Options = { readonly [name: string]: JsonValue }

/** CREATE INDEX: a name; a unique index is a key of its table. */
export interface CatalogIndex {
  readonly name: string
  readonly table: string
  readonly key?: KeyColumns
}

/** What the catalog cannot do by itself. */
export interface CatalogSources {
  openFile(location: string, options: Options, format?: string): Promise<TableProvider>
  /** A view is bound anew each time it is used, so that it sees the tables of now. `catalog` is what the names in its query mean. */
  bindView(sql: string, catalog: Catalog): Promise<LogicalPlanSource>
  /** The table functions, which find tables in this catalog. */
  tableFunctions(catalog: Catalog): readonly TableFunction[]
}

/** Views over views: far more than people write, far fewer than fill the stack. */
const MAX_NESTED_VIEWS = 64

export class SessionCatalog implements Catalog {
  readonly #entries = new Map<string, CatalogEntry>()
  readonly #indexes = new Map<string, CatalogIndex>()
  readonly #sources: CatalogSources
  #tableFunctions: readonly TableFunction[] | undefined

  constructor(sources: CatalogSources) {
    this.#sources = sources
  }

  table(name: string): Promise<TableProvider | LogicalPlanSource | undefined> {
    return this.#table(name, [])
  }

  file(location: string, options: Options): Promise<TableProvider> {
    return this.#sources.openFile(location, options)
  }

  tableFunction(name: string): TableFunction | undefined {
    return findByName(this.#ownTableFunctions(), name)
  }

  tableNames(): readonly string[] {
    return [...this.#entries.values()].map(entry => entry.name)
  }

  tableFunctionNames(): readonly string[] {
    return this.#ownTableFunctions().map(candidate => candidate.name)
  }

  /** In the order in which they were made. */
  entries(): readonly CatalogEntry[] {
    return [...this.#entries.values()]
  }

  find(name: string): CatalogEntry | undefined {
    return this.#entries.get(name.toLowerCase())
  }

  /** The entry, or an error that suggests a name. */
  get(name: string): CatalogEntry {
    const entry = this.find(name)
    if (entry) return entry
    throw tableNotFound(name, this.tableNames())
  }

  set(entry: CatalogEntry): void {
    this.#entries.set(entry.name.toLowerCase(), entry)
  }

  /** The indexes of a table go with it. */
  delete(name: string): boolean {
    const entry = this.find(name)
    for (const [key, index] of this.#indexes) if (index.table === entry?.name) this.#indexes.delete(key)
    return this.#entries.delete(name.toLowerCase())
  }

  findIndex(name: string): CatalogIndex | undefined {
    return this.#indexes.get(name.toLowerCase())
  }

  setIndex(index: CatalogIndex): void {
    this.#indexes.set(index.name.toLowerCase(), index)
  }

  deleteIndex(name: string): boolean {
    return this.#indexes.delete(name.toLowerCase())
  }

  indexNames(): readonly string[] {
    return [...this.#indexes.values()].map(index => index.name)
  }

  /** Gives a function that brings back all names of now, for ROLLBACK. */
  snapshot(): () => void {
    const entries = [...this.#entries]
    const indexes = [...this.#indexes]
    return () => {
      this.#entries.clear()
      for (const [key, entry] of entries) this.#entries.set(key, entry)
      this.#indexes.clear()
      for (const [key, index] of indexes) this.#indexes.set(key, index)
    }
  }

  /** `within`: the views whose queries ask, the outermost first. */
  async #table(name: string, within: readonly string[]): Promise<TableProvider | LogicalPlanSource | undefined> {
    const entry = this.find(name)
    if (!entry) return name.toLowerCase().startsWith('information_schema.') ? informationSchema(name.toLowerCase(), this) : undefined
    if (entry.kind === 'table') return entry.provider
    const key = entry.name.toLowerCase()
    if (within.includes(key)) throw new QueryError('PLAN', `View "${entry.name}" refers to itself.`)
    if (within.length >= MAX_NESTED_VIEWS) {
      throw new QueryError('RESOURCE', `View "${entry.name}" stands within ${MAX_NESTED_VIEWS} other views; make a table of one of them.`)
    }
    return this.#sources.bindView(entry.sql, this.#inside([...within, key]))
  }

  /** The same names for the query of a view. Queries bind side by side, so each carries its own list of views. */
  #inside(within: readonly string[]): Catalog {
    const catalog: Catalog = {
      table: name => this.#table(name, within),
      file: (location, options) => this.file(location, options),
      tableFunction: name => findByName(this.#sources.tableFunctions(catalog), name),
      tableNames: () => this.tableNames(),
      tableFunctionNames: () => this.tableFunctionNames(),
    }
    return catalog
  }

  #ownTableFunctions(): readonly TableFunction[] {
    this.#tableFunctions ??= this.#sources.tableFunctions(this)
    return this.#tableFunctions
  }
}

function findByName(functions: readonly TableFunction[], name: string): TableFunction | undefined {
  const wanted = name.toLowerCase()
  return functions.find(candidate => candidate.name === wanted)
}
