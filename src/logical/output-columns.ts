/** The outputs of a node as column expressions. */
import type { Expr } from '../expr/expr.ts'
import type { LogicalPlan } from './logical-plan.ts'

export type ColumnExpr = Extract<Expr, { readonly kind: 'column' }>

export function outputColumns(plan: Pick<LogicalPlan, 'schema' | 'ids'>): readonly ColumnExpr[] {
  // ids stands beside schema.fields
  return plan.schema.fields.map((field, i) => ({ kind: 'column', id: plan.ids[i]!, name: field.name, type: field.type }))
}
