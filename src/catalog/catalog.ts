import type { JsonValue } from '../common/json.ts'
import type { LogicalPlanSource } from './logical-plan-source.ts'
import type { TableProvider } from './table-provider.ts'

type Options = { readonly [name: string]: JsonValue }

/** What names mean to the binder. Implemented by session/, so that sql/ knows neither formats nor sessions. */
export interface Catalog {
  table(name: string): Promise<TableProvider | LogicalPlanSource | undefined> // a view is a plan
  file(location: string, options: Options): Promise<TableProvider> // FROM 'x.vcf.gz'
  tableFunction(name: string): TableFunction | undefined // read_vcf, overlap, depth
  /** For "Did you mean": what table() and tableFunction() would find. */
  tableNames(): readonly string[]
  tableFunctionNames(): readonly string[]
}

/** Turns its arguments into a provider or a plan. Relation arguments arrive bound. */
export interface TableFunction {
  readonly name: string
  readonly summary: string
  readonly example: string
  /** `warn` says what the query's user should know: that a table does not tell its coordinate system. */
  bind(args: readonly TableFunctionArgument[], named: Options, warn: (message: string) => void): Promise<TableProvider | LogicalPlanSource>
}
export type TableFunctionArgument =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'relation'; readonly plan: LogicalPlanSource }
