/** A join whose condition may hold subqueries: these are joined first, with the rows that they ask about. */
import { childrenOf } from '../../expr/children-of.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import type { JoinParts } from '../../logical/nodes/join-node.ts'
import type { Span } from '../ast/span.ts'
import type { BindState } from './bind-state.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { type LateralState, lateralJoin } from './lateral.ts'
import { notImplemented } from './plan-error.ts'

export function joinOnSubqueries(
  parts: JoinParts,
  place: { readonly state: BindState; readonly lateral: LateralState; readonly span: Span },
): LogicalPlan {
  const { state, lateral, span } = place
  const { joinType, left, right, residual } = parts
  const subqueries = residual ? subqueriesOf(residual) : []
  if (!residual || subqueries.length === 0) return lateralJoin(parts, lateral, span)
  if (joinType === 'inner') {
    const { residual: _, ...rest } = parts
    const { plan, rewrite } = joinSubqueries([residual], lateralJoin(rest, lateral, span), state)
    return filterNode(rewrite(residual), plan)
  }
  const asks = new Set(subqueries.flatMap(subquery => columnsOf(subquery)))
  const ofSide = (side: LogicalPlan) => [...asks].every(id => side.ids.includes(id))
  if (ofSide(right)) {
    const { plan, rewrite } = joinSubqueries([residual], right, state)
    return lateralJoin({ ...parts, right: plan, residual: rewrite(residual) }, lateral, span)
  }
  if (ofSide(left)) {
    const { plan, rewrite } = joinSubqueries([residual], left, state)
    return lateralJoin({ ...parts, left: plan, residual: rewrite(residual) }, lateral, span)
  }
  const message = `The condition of a ${joinType.toUpperCase()} JOIN cannot hold a subquery over columns of both sides. Compute it in one of them.`
  throw notImplemented(message, span)
}

function subqueriesOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'subquery' ? [expr] : childrenOf(expr).flatMap(subqueriesOf)
}
