/** Plans an interval join: which side is held, and how its rows are looked up. */
import type { JoinType } from '../../logical/logical-plan.ts'
import { IntervalJoinExec } from '../interval-join-exec.ts'
import { holdsLess, worthSwapping } from '../join/worth-swapping.ts'
import type { PhysicalOperator, PhysicalStrategy, PlanningContext } from '../physical-operator.ts'

export const intervalJoinStrategy: PhysicalStrategy = {
  name: 'interval-join',
  plan(node, [left, right], { functions, qualifiers = new Map(), intervalJoins = {} }) {
    if (node.kind !== 'interval-join' || !left || !right) return undefined
    const { schema, ids, joinType, residual, overlap, order } = node
    const build = order === 'left' || !canHoldLeft(joinType) ? 'right' : sideToHold({ left, right }, intervalJoins)
    return new IntervalJoinExec(
      { left, right },
      {
        schema,
        ids,
        joinType,
        leftIds: node.left.ids,
        rightIds: node.right.ids,
        functions,
        ...(residual && { residual }),
        overlap,
        build,
        algorithm: intervalJoins.algorithm === 'tree' || intervalJoins.lowMemory ? 'tree' : 'sweep',
        qualifiers,
      },
    )
  },
}

function canHoldLeft(joinType: JoinType): boolean {
  return joinType !== 'semi' && joinType !== 'anti'
}

/** The right one, so that rows come in the order of the left side as people expect, unless holding it takes much more memory. */
function sideToHold(
  sides: { readonly left: PhysicalOperator; readonly right: PhysicalOperator },
  { lowMemory }: NonNullable<PlanningContext['intervalJoins']>,
): 'left' | 'right' {
  return lowMemory ? (holdsLess(sides.left, sides.right) ? 'left' : 'right') : worthSwapping(sides.left, sides.right) ? 'left' : 'right'
}
