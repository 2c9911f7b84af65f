/** The columns of outer queries that a plan still refers to, by id. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { planExprs } from '../../logical/plan-exprs.ts'
import { planInputs } from '../../logical/plan-inputs.ts'

/** Plans do not change, and the search goes through each again at every level. */
const known = new WeakMap<LogicalPlan, ReadonlySet<number>>()

export function outerColumns(plan: LogicalPlan): ReadonlySet<number> {
  const found = known.get(plan)
  if (found) return found
  const ids = new Set<number>()
  for (const input of planInputs(plan)) for (const id of outerColumns(input)) ids.add(id)
  for (const expr of planExprs(plan)) collect(expr, ids)
  known.set(plan, ids)
  return ids
}

export function refersTo(plan: LogicalPlan, ids: { has(id: number): boolean }): boolean {
  for (const id of outerColumns(plan)) if (ids.has(id)) return true
  return false
}

export function exprRefersTo(expr: Expr, ids: { has(id: number): boolean }): boolean {
  if (expr.kind === 'outer-column') return ids.has(expr.id)
  return childrenOf(expr).some(child => exprRefersTo(child, ids))
}

function collect(expr: Expr, into: Set<number>): void {
  if (expr.kind === 'outer-column') into.add(expr.id)
  else for (const child of childrenOf(expr)) collect(child, into)
}
