/** What running a statement may use of its session. */
import type { JsonValue } from '../common/json.ts'
import type { Expr } from '../expr/expr.ts'
import type { Macro } from '../sql/ast/macro.ts'
import type { Statement } from '../sql/ast/statement.ts'
import type { PlanEnvironment } from './run-plan.ts'
import type { SessionCatalog } from './session-catalog.ts'
import type { SessionConfig } from './session-config.ts'
import type { Transaction } from './transaction.ts'

type Options = { readonly [name: string]: JsonValue }

export interface StatementContext {
  readonly catalog: SessionCatalog
  readonly config: SessionConfig
  readonly environment: PlanEnvironment
  /** What binding had to say. */
  readonly warnings: readonly string[]
  readonly signal?: AbortSignal
  /** The statements of PREPARE, by name. */
  readonly prepared: Map<string, Statement>
  /** What CREATE MACRO made, by lower-case name. */
  readonly macros: Map<string, Macro>
  readonly transaction: Transaction
  /** The values of SET VARIABLE, by lower-case name. */
  readonly variables: Map<string, Expr>
  /** Opens a file and makes it a table; without a format, by its name and first bytes. Resolves to the table's name. */
  register(location: string, table: string | undefined, how: { readonly format?: string; readonly options: Options }): Promise<string>
}
