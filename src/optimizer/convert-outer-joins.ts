/**
 * Makes outer joins narrower where a condition above refuses the rows that they add: it is not true where their other side is NULL.
 *
 *     Filter: g.name = 'x'                             Filter: g.name = 'x'
 *     --LeftJoin: on=[v.id = g.id]                =>   --InnerJoin: on=[v.id = g.id]
 */
import type { Expr } from '../expr/expr.ts'
import { splitConjunction } from '../expr/split-conjunction.ts'
import type { JoinType, LogicalPlan } from '../logical/logical-plan.ts'
import type { NodeOf } from '../logical/node-of.ts'
import { joinNode } from '../logical/nodes/join-node.ts'
import { withInputs } from '../logical/with-inputs.ts'
import { refusesNulls } from './filter/refuses-nulls.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

export const convertOuterJoins: OptimizerRule = {
  name: 'convert_outer_joins',
  order: 'top-down',
  rewrite(node) {
    if (node.kind === 'filter') return withInputs(node, [narrowed(node.input, splitConjunction(node.predicate))])
    if (node.kind !== 'join') return node
    const conditions = conditionsOf(node)
    // Rows of a side that is not preserved come out only where the condition is true.
    const left = node.joinType === 'inner' || node.joinType === 'semi' || node.joinType === 'right'
    const right = node.joinType === 'inner' || node.joinType === 'semi' || node.joinType === 'left' || node.joinType === 'anti'
    return withInputs(node, [left ? narrowed(node.left, conditions) : node.left, right ? narrowed(node.right, conditions) : node.right])
  },
}

function conditionsOf({ on, residual }: NodeOf<'join'>): readonly Expr[] {
  const equal = on.filter(pair => !pair.nullsEqual).map((pair): Expr => ({ kind: 'compare', op: '=', left: pair.left, right: pair.right }))
  return residual ? [...equal, ...splitConjunction(residual)] : equal
}

/** The plan where only rows that meet all conditions count. */
function narrowed(plan: LogicalPlan, conditions: readonly Expr[]): LogicalPlan {
  if (plan.kind !== 'join') return plan
  const { left, right } = plan
  const refuses = (side: LogicalPlan) => {
    const ids = new Set(side.ids)
    return conditions.some(condition => refusesNulls(condition, ids))
  }
  const joinType = narrowedType(plan.joinType, { left: () => refuses(left), right: () => refuses(right) })
  return joinType === plan.joinType ? plan : joinNode({ joinType, on: plan.on, residual: plan.residual, left, right })
}

/** `refuses.right()`: rows whose right side is NULL do not count. */
function narrowedType(joinType: JoinType, refuses: { readonly left: () => boolean; readonly right: () => boolean }): JoinType {
  switch (joinType) {
    case 'left':
      return refuses.right() ? 'inner' : 'left'
    case 'right':
      return refuses.left() ? 'inner' : 'right'
    case 'full': {
      const right = refuses.right()
      if (refuses.left()) return right ? 'inner' : 'left'
      return right ? 'right' : 'full'
    }
    default:
      return joinType
  }
}
