/** Tables that see those before them in FROM: how they are bound, and how they are joined. */
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { type JoinParts, joinNode } from '../../logical/nodes/join-node.ts'
import type { Span } from '../ast/span.ts'
import { correlatedJoin } from '../decorrelate/correlated-join.ts'
import type { BindState, OuterQuery } from './bind-state.ts'
import type { ExpressionContext } from './expression-context.ts'
import { planError } from './plan-error.ts'
import type { Scope } from './scope.ts'
import { outerArguments } from './subquery-expr.ts'

export interface LateralState extends BindState {
  readonly outer: OuterQuery
}

/** `state` sees the queries around FROM, the result the tables of `before` as well. */
export function lateralState(state: BindState, before: Scope): LateralState {
  const context: ExpressionContext = { state, scope: before, clause: 'FROM', aggregates: 'forbidden', aliases: [] }
  return { ...state, outer: { context, used: new Map() } }
}

/** An ordinary join where the right side has used nothing of the left. */
export function lateralJoin(parts: JoinParts, { outer, ...state }: LateralState, span: Span): LogicalPlan {
  const used = [...outer.used.values()]
  if (used.length === 0) return joinNode(parts)
  const { joinType, left, right, on, residual } = parts
  if (joinType === 'right' || joinType === 'full') {
    throw planError(`A table that uses others of FROM cannot stand in a ${joinType.toUpperCase()} JOIN.`, span)
  }
  const args = outerArguments(used, outer.context)
  const keys = on.map((pair): Expr => ({ kind: 'compare', op: '=', left: pair.left, right: pair.right }))
  const conditions = residual ? [...keys, residual] : keys
  const condition = conditions.length > 0 ? conjunction(conditions) : undefined
  const values = new Map(used.map((column, i) => [column.id, args[i] ?? column]))
  return correlatedJoin({ joinType, left, right, outer: values, condition }, state)
}
