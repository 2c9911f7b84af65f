import type { RecordBatch, Table } from 'apache-arrow'
import type { TableProvider } from '../catalog/table-provider.ts'
import type { FormatName, FormatOptions } from '../formats/index.ts'
import type { AggregateFunction, ScalarFunction } from '../functions/function-registry.ts'

type Row = Readonly<Record<string, unknown>>

/** registerVcf, registerBam ...: one per line of formats/index.ts. Resolves to the table's name (default: the file's stem). */
export type RegisterMethods = {
  readonly [Name in FormatName as `register${Capitalize<Name>}`]: (
    location: string,
    table?: string,
    options?: FormatOptions<Name>,
  ) => Promise<string>
}

/**
 * A lazy query: nothing runs before rows, batches or a table are asked for, and it can be refined until then. `db.sql`, `db.table`, `db.scanX` and
 * the range operations all return one. Iterating gives rows.
 */
export interface Relation extends AsyncIterable<Row> {
  select(...exprs: readonly string[]): Relation
  filter(predicate: string): Relation
  sort(...keys: readonly string[]): Relation
  limit(count: number, offset?: number): Relation
  batches(): AsyncIterable<RecordBatch>
  toArrow(): Promise<Table>
  toArray(): Promise<readonly Row[]>
  explain(options?: { readonly analyze?: boolean; readonly verbose?: boolean; readonly format?: 'text' | 'json' }): Promise<string>
  readonly warnings: readonly string[] // filled while it runs
}

export interface QueryOptions {
  readonly signal?: AbortSignal
}

export interface SessionContext extends RegisterMethods, AsyncDisposable {
  sql(text: string, parameters?: readonly unknown[], options?: QueryOptions): Relation
  explain(text: string): Promise<string>
  table(name: string): Relation
  registerTable(name: string, provider: TableProvider): void
  registerFunction(fn: ScalarFunction | AggregateFunction): void
  setOption(name: string, value: string | number | boolean): void
  getOption(name: string): string
  close(): Promise<void>
}
