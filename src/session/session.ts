/** The front door: tables, functions, options and the executors that run queries. */
import type { TableProvider } from '../catalog/table-provider.ts'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import { loadFileFormat } from '../formats/load-file-format.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import type { AggregateFunction, ScalarFunction } from '../functions/function-registry.ts'
import { bindStatement } from '../sql/binder/bind-statement.ts'
import { parseStatements } from '../sql/parser/parse-statements.ts'
import { type ArrowInput, readArrowInput } from './arrow-input.ts'
import { describeFields } from './describe-fields.ts'
import { DescribedTable } from './described-table.ts'
import { FileTables } from './file-tables.ts'
import type { FunctionTypes, JavaScriptFunction } from './function-shapes.ts'
import { aggregateFromJavaScript, scalarFromJavaScript } from './javascript-function.ts'
import { MemoryTable } from './memory-table.ts'
import { nameOfValue } from './name-of-value.ts'
import { onlyStatement } from './only-statement.ts'
import { parseType } from './parse-type.ts'
import type { RangeOperand } from './range-functions/range-methods.ts'
import { rangeSource } from './range-functions/range-relation.ts'
import { tableSource } from './refine-source.ts'
import { type ExplainOptions, type QueryOptions, Relation } from './relation.ts'
import type { RelationSource } from './relation-source.ts'
import { rowsToBatches } from './rows-to-batches.ts'
import { SessionCatalog } from './session-catalog.ts'
import { SessionConfig } from './session-config.ts'
import { SessionExecutors } from './session-executors.ts'
import type { OptionValue } from './session-option.ts'
import type { SessionPlatform } from './session-platform.ts'
import { StatementRunner } from './statement-runner.ts'
import { createTableFunctions } from './table-functions/table-functions.ts'
import { COORDINATE_KEY, readTableMetadata, summarizeMetadata, type TableMetadata, writeTableMetadata } from './table-metadata.ts'

type Options = { readonly [name: string]: JsonValue }

export interface CoordinateOptions {
  /** Positions in the rows count from 0 and ends are exclusive. Absent: the rows do not say. */
  readonly zeroBased?: boolean
}

export class Session implements AsyncDisposable {
  readonly #config: SessionConfig
  readonly #functions = createFunctionRegistry()
  readonly #executors: SessionExecutors
  readonly #files: FileTables
  readonly #catalog: SessionCatalog
  readonly #runner: StatementRunner

  constructor(platform: SessionPlatform, options: Readonly<Record<string, OptionValue | undefined>> = {}) {
    const { store, codecs } = platform
    this.#config = new SessionConfig(options)
    this.#files = new FileTables(platform, this.#config)
    this.#executors = new SessionExecutors(platform, this.#config, {
      store,
      codecs,
      functions: this.#functions,
      loadFormat: loadFileFormat,
      limits: () => this.#files.limits,
    })
    this.#catalog = new SessionCatalog({
      openFile: (location, options, format) => this.#files.open({ location, options, ...(format && { format }) }),
      bindView: (sql, catalog) => this.#runner.bindView(sql, catalog),
      tableFunctions: catalog =>
        createTableFunctions({ files: this.#files, config: this.#config, functions: this.#functions, catalog: () => catalog }),
    })
    this.#runner = new StatementRunner({
      platform,
      config: this.#config,
      functions: this.#functions,
      executors: this.#executors,
      files: this.#files,
      catalog: this.#catalog,
      register: (location, table, how) => this.register(location, table, how),
      range: (name, operands, options) => this.range(name, operands, options),
    })
  }

  /**
   * One statement, lazily: it runs when rows, batches or a table are asked for. `$1` and `?` take values from `parameters`.
   *
   * @example
   * const rows = await db.sql('SELECT * FROM calls WHERE chrom = $1 LIMIT 10', ['chr1']).toArray()
   */
  sql(text: string, parameters: readonly unknown[] = [], options: QueryOptions = {}): Relation {
    if (typeof text !== 'string') throw new QueryError('SQL', `sql() takes the text of a statement, not ${nameOfValue(text)}.`)
    if (!Array.isArray(parameters)) {
      throw new QueryError('PLAN', `The parameters are a list: sql('SELECT $1', [5]), not ${nameOfValue(parameters)}.`)
    }
    const source: RelationSource = async context => bindStatement(onlyStatement(text), context)
    return this.#relation(source, parameters, options)
  }

  /** Every statement of a text, each to be run in turn. */
  script(text: string, options: QueryOptions = {}): readonly Relation[] {
    return parseStatements(text).map(statement => this.#relation(context => bindStatement(statement, context), [], options))
  }

  explain(text: string, options: ExplainOptions = {}): Promise<string> {
    return this.sql(text).explain(options)
  }

  /** A range operation by its name in SQL. `overlap`, `nearest` and the other methods call this. */
  range(name: string, operands: readonly RangeOperand[], options: object = {}): Relation {
    const session = { catalog: () => this.#catalog, functions: this.#functions, config: this.#config }
    const { signal } = options as QueryOptions // the one option that is not the operation's own
    return this.#relation(rangeSource({ name, operands, options }, session), [], signal ? { signal } : {})
  }

  /** A table function of SQL by its name, such as depth; `named` are its options under their names in SQL. */
  call(name: string, args: readonly JsonValue[], { named = {}, signal }: QueryOptions & { readonly named?: Options } = {}): Relation {
    const open = (warn: (message: string) => void) => {
      const fn = this.#catalog.tableFunction(name)
      if (!fn) throw new QueryError('PLAN', `There is no table function "${name}".`)
      return fn.bind(args.map(value => ({ kind: 'value', value }) as const), named, warn) // biome-ignore format: one line
    }
    return this.#relation(tableSource(name, open), [], signal ? { signal } : {})
  }

  /** All of a table or view. */
  table(name: string): Relation {
    return this.#relation(tableSource(name), [], {})
  }

  /** A table of your own making. */
  registerTable(name: string, provider: TableProvider): void {
    this.#catalog.set({ kind: 'table', name: checkedName(name), provider })
  }

  /** A query under a name. It is checked now and bound anew each time it is used. */
  async registerView(name: string, sql: string): Promise<void> {
    await this.#runner.bindView(sql)
    this.#catalog.set({ kind: 'view', name: checkedName(name), sql })
  }

  /** An Arrow Table, record batches, or the bytes of an Arrow IPC stream or file. Utf8View and LargeList, which nodejs-polars writes, are accepted. */
  async registerArrow(name: string, input: ArrowInput, options: CoordinateOptions = {}): Promise<void> {
    const { schema, batches } = await readArrowInput(input)
    const metadata = { ...schema.metadata, ...coordinateMetadata(options) }
    this.registerTable(name, MemoryTable.of(name, { fields: schema.fields, metadata }, batches))
  }

  /** Objects as rows: a column a key, types from the values. */
  registerRows(name: string, rows: readonly object[], options: CoordinateOptions = {}): void {
    const { schema, batches } = rowsToBatches(rows, coordinateMetadata(options))
    this.registerTable(name, MemoryTable.of(name, schema, batches))
  }

  /** A function of values with SQL types, or one that works on whole columns (it has `resultType`). Replaces a function of the same name. */
  registerFunction(fn: JavaScriptFunction | ScalarFunction | AggregateFunction): void {
    if ('resultType' in fn) {
      this.#functions.register(fn)
      return
    }
    if (typeof fn.name !== 'string' || !Array.isArray(fn.args) || typeof fn.returns !== 'string') {
      throw new QueryError('PLAN', "registerFunction takes { name: 'f', args: ['INTEGER'], returns: 'INTEGER', evaluate }.")
    }
    const types: FunctionTypes = { args: fn.args.map(parseType), returns: parseType(fn.returns) }
    this.#functions.register(fn.kind === 'aggregate' ? aggregateFromJavaScript(fn, types) : scalarFromJavaScript(fn, types))
  }

  /** Forgets a table or view. False if there is none. */
  deregister(name: string): boolean {
    return this.#catalog.delete(name)
  }

  /** As SET does. Names take a leading `datafusion.`. */
  setOption(name: string, value: OptionValue): void {
    this.#config.set(name, value)
  }

  getOption(name: string): string {
    return this.#config.text(name)
  }

  /** Format, path, coordinate system and header of a table or view. */
  async metadata(table: string): Promise<TableMetadata> {
    this.#catalog.get(table)
    return this.table(table).metadata()
  }

  /** Prints the metadata of a table to the console. */
  async printMetadataJson(table: string, indent = 2): Promise<void> {
    console.log(JSON.stringify(await this.metadata(table), null, indent))
  }

  /** Prints a few lines about a table to the console. */
  async printMetadataSummary(table: string): Promise<void> {
    console.log(summarizeMetadata(table, await this.metadata(table)))
  }

  /** Says where the rows of a table come from: writers use the header. What is not given stays. */
  async setSourceMetadata(table: string, source: Partial<TableMetadata>): Promise<void> {
    const entry = this.#catalog.get(table)
    if (entry.kind === 'view') throw new QueryError('PLAN', `"${entry.name}" is a view; its metadata is that of its tables.`)
    const before = readTableMetadata(entry.provider.schema)
    const metadata = writeTableMetadata({ ...before, ...source })
    this.#catalog.set({ ...entry, provider: new DescribedTable(entry.provider, metadata) })
  }

  /** Opens a file and makes it a table; without a format, by its name and first bytes. `registerVcf` and its like call this. */
  async register(location: string, table?: string, how: { readonly format?: string; readonly options?: Options } = {}): Promise<string> {
    const { options = {}, format } = how
    const provider = await this.#files.open({ location, options, ...(format && { format }) })
    const name = checkedName(table ?? this.#files.stemOf(location))
    this.#catalog.set({ kind: 'table', name, provider, source: { format: provider.format, location } })
    return name
  }

  /** A file as a relation, without a name. `scanVcf` and its like call this. */
  scan(location: string, how: { readonly format?: string; readonly options?: Options } & QueryOptions = {}): Relation {
    const { options = {}, format, signal } = how
    const open = () => this.#files.open({ location, options, ...(format && { format }) })
    return this.#relation(tableSource(this.#files.stemOf(location), open), [], signal ? { signal } : {})
  }

  /** The fields that a file declares: name, field_type, data_type, description. `describeVcf` and its like call this. */
  describe(location: string, how: { readonly format?: string; readonly options?: Options } = {}): Relation {
    const { options = {}, format } = how
    const open = async () => {
      const { schema, info } = await this.#files.open({ location, options, ...(format && { format }) })
      const batch = describeFields(info.describedFields ?? schema.fields)
      return MemoryTable.of('fields', batch.schema, [batch])
    }
    return this.#relation(tableSource('fields', open), [], {})
  }

  /** The names of all tables and views. */
  tableNames(): readonly string[] {
    return this.#catalog.tableNames()
  }

  /** Cancels what runs and ends the worker threads. */
  async close(): Promise<void> {
    this.#runner.close()
    await this.#executors.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #relation(source: RelationSource, parameters: readonly unknown[], options: QueryOptions): Relation {
    return new Relation({ runner: this.#runner, source, parameters, options })
  }
}

function checkedName(name: string): string {
  if (name !== '') return name
  throw new QueryError('PLAN', 'A table needs a name.')
}

function coordinateMetadata({ zeroBased }: CoordinateOptions): Readonly<Record<string, string>> {
  return zeroBased === undefined ? {} : { [COORDINATE_KEY]: String(zeroBased) }
}
