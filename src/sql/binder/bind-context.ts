/** What binding a statement may ask of its session. */
import type { Catalog } from '../../catalog/catalog.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { Statement } from '../ast/statement.ts'
import type { Macros } from './expand-macros.ts'

export interface BindContext {
  readonly catalog: Catalog
  readonly functions: FunctionRegistry
  /** Values of $1, $2 … or ?; JavaScript values, typed by value. */
  readonly parameters: readonly unknown[]
  /** bio.coordinate_system_check: comparing columns of different systems is an error, not a warning. */
  readonly coordinateSystemCheck?: boolean
  /** bio.coordinate_system_zero_based: how positions count whose table does not say. */
  readonly zeroBased?: boolean
  /** default_null_order; absent: as in PostgreSQL. */
  readonly nullOrder?: 'postgres' | 'sqlite' | 'nulls_first' | 'nulls_last'
  /** integer_division: `7 / 2` is 3 ('truncates', also where absent) or 3.5. */
  readonly integerDivision?: 'truncates' | 'exact'
  /** set_operation_precedence: INTERSECT binds tighter than UNION and EXCEPT ('by-precedence', also where absent), or all are taken as written. */
  readonly setOperations?: 'by-precedence' | 'in-turn'
  /** The statements of PREPARE; absent: there are none. */
  readonly prepared?: { names(): readonly string[]; statement(name: string): Statement | undefined }
  /** The values of SET VARIABLE, by lower-case name. */
  readonly variables?: ReadonlyMap<string, Expr>
  /** What CREATE MACRO made, by lower-case name. */
  readonly macros?: Macros
  warn(message: string): void
}
