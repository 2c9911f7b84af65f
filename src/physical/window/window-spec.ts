/** What WindowExec is told: window functions over the same partitions in the same order. */
import type { Schema } from '../../columnar/schema.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'

export type WindowExpr = Expr & { readonly kind: 'window' }

export interface WindowSpec {
  readonly schema: Schema
  readonly inputIds: readonly number[]
  readonly windows: readonly [WindowExpr, ...WindowExpr[]]
  readonly functions: FunctionRegistry
}
