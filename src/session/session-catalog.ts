/** The tables, views and files of one session, as the binder sees them. Names are found without regard to case. */
import type { Catalog, TableFunction } from '../catalog/catalog.ts'
import type { LogicalPlanSource } from '../catalog/logical-plan-source.ts'
import type { TableProvider } from '../catalog/table-provider.ts'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import { suggest } from '../common/suggest.ts'

type Options = { readonly [name: string]: JsonValue }

export type CatalogEntry =
  | { readonly kind: 'table'; readonly name: string; readonly provider: TableProvider; readonly source?: TableSource }
  | { readonly kind: 'view'; readonly name: string; readonly sql: string }

/** Where a table of a file comes from. */
export interface TableSource {
  readonly format: string
  readonly location: string
}

/** What the catalog cannot do by itself. */
export interface CatalogSources {
  openFile(location: string, options: Options, format?: string): Promise<TableProvider>
  /** A view is bound anew each time it is used, so that it sees the tables of now. */
  bindView(sql: string): Promise<LogicalPlanSource>
  readonly tableFunctions: readonly TableFunction[]
}

export class SessionCatalog implements Catalog {
  readonly #entries = new Map<string, CatalogEntry>()
  readonly #sources: CatalogSources
  /** Views that are being bound now: a view that comes to itself again would never end. */
  readonly #binding = new Set<string>()

  constructor(sources: CatalogSources) {
    this.#sources = sources
  }

  async table(name: string): Promise<TableProvider | LogicalPlanSource | undefined> {
    const entry = this.find(name)
    if (!entry) return undefined
    return entry.kind === 'table' ? entry.provider : this.#bindView(entry)
  }

  file(location: string, options: Options): Promise<TableProvider> {
    return this.#sources.openFile(location, options)
  }

  tableFunction(name: string): TableFunction | undefined {
    const wanted = name.toLowerCase()
    return this.#sources.tableFunctions.find(candidate => candidate.name === wanted)
  }

  tableNames(): readonly string[] {
    return [...this.#entries.values()].map(entry => entry.name)
  }

  tableFunctionNames(): readonly string[] {
    return this.#sources.tableFunctions.map(candidate => candidate.name)
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
    const nearest = suggest(name, this.tableNames())
    throw new QueryError('PLAN', `Table "${name}" not found.${nearest ? ` Did you mean "${nearest}"?` : ''}`)
  }

  set(entry: CatalogEntry): void {
    this.#entries.set(entry.name.toLowerCase(), entry)
  }

  delete(name: string): boolean {
    return this.#entries.delete(name.toLowerCase())
  }

  async #bindView(view: CatalogEntry & { kind: 'view' }): Promise<LogicalPlanSource> {
    const key = view.name.toLowerCase()
    if (this.#binding.has(key)) throw new QueryError('PLAN', `View "${view.name}" refers to itself.`)
    this.#binding.add(key)
    try {
      return await this.#sources.bindView(view.sql)
    } finally {
      this.#binding.delete(key)
    }
  }
}
