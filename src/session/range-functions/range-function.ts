/** A range operation as SQL table function and TypeScript method: one object an operation, one file each. */
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import type { JsonValue } from '../../common/json.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { CoordinateSystem } from '../../genomics/coordinate-system.ts'
import type { ColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { RangeOptions } from './range-options.ts'

export interface RangeFunction {
  readonly name: string
  readonly summary: string
  readonly example: string
  /** What stands before the options: overlap('calls', 'genes') has two tables, merge('calls') one. */
  readonly operands: readonly string[]
  /** Options that may also be written by place, after the operands: nearest('calls', 'genes', 3). */
  readonly positional: readonly string[]
  plan(inputs: readonly LogicalPlan[], options: RangeOptions, context: RangeContext): LogicalPlan | Promise<LogicalPlan>
}

export interface RangeContext {
  readonly functions: FunctionRegistry
  readonly ids: ColumnIds
  readonly coordinates: CoordinatePolicy
  warn(message: string): void
  /** A table, view or path by its name, or a plan that came bound. */
  operand(argument: TableFunctionArgument, role: string): Promise<LogicalPlan>
  /** Aggregates such as 'sum(score) AS total' over the columns of a plan. */
  aggregates(texts: readonly string[], input: LogicalPlan): Promise<BoundAggregates>
}

export type AggregateExpr = Extract<Expr, { readonly kind: 'aggregate' }>

export interface BoundAggregates {
  /** The plan whose columns the aggregates read. */
  readonly input: LogicalPlan
  readonly items: readonly { readonly name: string; readonly aggregate: AggregateExpr }[]
}

/** bio.coordinate_system_* of the session. */
export interface CoordinatePolicy {
  /** Of tables that do not say. */
  readonly fallback: CoordinateSystem
  /** A table that does not say is an error. */
  readonly check: boolean
  readonly onMismatch: 'error' | 'convert'
}

export type NamedOptions = { readonly [name: string]: JsonValue }
