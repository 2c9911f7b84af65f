/** Puts expressions in the place of columns of an outer query. */
import type { Expr } from '../../expr/expr.ts'
import { mapExpr } from '../../expr/map-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { mapPlan } from '../../logical/map-plan.ts'
import { mapPlanExprs } from '../../logical/plan-exprs.ts'

export type OuterValues = ReadonlyMap<number, Expr>

export function replaceOuter(expr: Expr, values: OuterValues): Expr {
  return mapExpr(expr, node => (node.kind === 'outer-column' ? (values.get(node.id) ?? node) : node))
}

export function replaceOuterInPlan(plan: LogicalPlan, values: OuterValues): LogicalPlan {
  return mapPlan(plan, node => mapPlanExprs(node, expr => replaceOuter(expr, values)))
}
