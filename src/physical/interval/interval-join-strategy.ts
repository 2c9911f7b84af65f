/** Plans an interval join: which side is held, and how its rows are looked up. */
import type { JoinType, LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { IntervalJoinExec } from '../interval-join-exec.ts'
import { holdsLess, worthSwapping } from '../join/worth-swapping.ts'
import type { PhysicalOperator, PhysicalStrategy, PlanningContext } from '../physical-operator.ts'
import { planRegionFeed } from './plan-region-feed.ts'
import type { RegionFeed } from './region-feed.ts'

export const intervalJoinStrategy: PhysicalStrategy = {
  name: 'interval-join',
  plan(node, [left, right], { functions, qualifiers = new Map(), intervalJoins = {}, planAgain }) {
    if (node.kind !== 'interval-join' || !left || !right) return undefined
    const { schema, ids, joinType, residual, overlap, order } = node
    const build = order === 'left' || !canHoldLeft(joinType) ? 'right' : sideToHold({ left, right }, intervalJoins)
    const feed = planAgain && regionFeed(node, { left, right }, planAgain)
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
        ...(feed && { feed }),
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

/** Sides whose rows come out only where they meet one of the other side. */
const boundable: { readonly [type in JoinType]: readonly ('left' | 'right')[] } = {
  inner: ['right', 'left'],
  left: ['right'],
  right: ['left'],
  full: [],
  semi: ['left', 'right'],
  anti: ['right'],
}

function regionFeed(
  node: NodeOf<'interval-join'>,
  inputs: { readonly left: PhysicalOperator; readonly right: PhysicalOperator },
  planAgain: (plan: LogicalPlan) => Promise<PhysicalOperator>,
): RegionFeed | undefined {
  for (const target of boundable[node.joinType]) {
    const source = target === 'left' ? inputs.right : inputs.left
    const sides = { source, bounded: inputs[target], plan: node[target], columns: node.overlap[target] }
    const feed = planRegionFeed(target, sides, planAgain)
    if (feed) return feed
  }
  return undefined
}
