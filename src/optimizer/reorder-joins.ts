/**
 * Puts three and more inner joins in an order that keeps the rows in between few, where the written one would make many more.
 *
 *     InnerJoin: on=[a.x = c.x, b.y = c.y]            InnerJoin: on=[c.y = b.y]
 *     --CrossJoin                                 =>  --InnerJoin: on=[a.x = c.x]
 *     ----Scan: a                                     ----Scan: a
 *     ----Scan: b                                     ----Scan: c
 *     --Scan: c                                       --Scan: b
 */
import { conjunction } from '../expr/conjunction.ts'
import type { Expr } from '../expr/expr.ts'
import type { JoinKeys, LogicalPlan } from '../logical/logical-plan.ts'
import type { NodeOf } from '../logical/node-of.ts'
import { joinNode } from '../logical/nodes/join-node.ts'
import { projectionNode } from '../logical/nodes/projection-node.ts'
import { outputColumns } from '../logical/output-columns.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { withInputs } from '../logical/with-inputs.ts'
import { isVolatile } from './is-volatile.ts'
import { type JoinCondition, type JoinGroup, joinGroup, neverFails } from './joins/join-group.ts'
import { costOfSteps, type JoinOrder, orderJoins } from './joins/order-joins.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'

/** Estimates are rough, and rows come out in the order of the joins: the written order stays unless another is clearly better. */
const WORTH_IT = 0.1

export const reorderJoins: OptimizerRule = {
  name: 'reorder_joins',
  order: 'whole-plan',
  rewrite: (plan, context) => reorderAll(plan, context),
}

/** Groups are taken whole, from the top; what stands under their inputs comes after. */
function reorderAll(plan: LogicalPlan, context: RuleContext): LogicalPlan {
  const group = plan.kind === 'join' && plan.joinType === 'inner' ? movableGroup(plan, context) : undefined
  if (!group || plan.kind !== 'join') {
    return withInputs(
      plan,
      planInputs(plan).map(input => reorderAll(input, context)),
    )
  }
  const { order, cost } = orderJoins(group)
  const inputs = group.inputs.map(input => reorderAll(input, context))
  if (cost < costOfSteps(group) * WORTH_IT) {
    const { plan: ordered } = build(order, { ...group, inputs })
    return projectionNode(
      outputColumns(plan).map(expr => ({ expr, name: expr.name })),
      ordered,
      context.ids,
    )
  }
  return withGroupInputs(plan, [...inputs])
}

function movableGroup(join: NodeOf<'join'>, { functions }: RuleContext): JoinGroup | undefined {
  return joinGroup(join, expr => neverFails(expr) && !isVolatile(expr, functions))
}

/** The joins as they stand over other inputs, which are taken from the front of the list. */
function withGroupInputs(plan: LogicalPlan, inputs: LogicalPlan[]): LogicalPlan {
  if (plan.kind !== 'join' || plan.joinType !== 'inner') return inputs.shift() ?? plan
  const left = withGroupInputs(plan.left, inputs)
  return withInputs(plan, [left, withGroupInputs(plan.right, inputs)])
}

interface Built {
  readonly plan: LogicalPlan
  readonly members: readonly number[]
}

/** Each condition stands at the first join that has all its columns. */
function build(order: JoinOrder, group: JoinGroup): Built {
  // Numbers of inputs come from the group itself.
  if (typeof order === 'number') return { plan: group.inputs[order]!, members: [order] }
  const left = build(order.left, group)
  const right = build(order.right, group)
  const members = [...left.members, ...right.members]
  const own = group.conditions.filter(
    condition =>
      isWithin(condition.inputs, members) && !isWithin(condition.inputs, left.members) && !isWithin(condition.inputs, right.members),
  )
  const on = own.flatMap(condition => keysBetween(condition, left, right) ?? [])
  const rest = own.filter(condition => !keysBetween(condition, left, right)).map(exprOf)
  const residual = rest.length === 0 ? undefined : conjunction(rest)
  return { plan: joinNode({ joinType: 'inner', on, residual, left: left.plan, right: right.plan }), members }
}

function keysBetween(condition: JoinCondition, left: Built, right: Built): JoinKeys | undefined {
  if (condition.kind !== 'keys') return undefined
  const { keys, leftInputs, rightInputs } = condition
  if (isWithin(leftInputs, left.members) && isWithin(rightInputs, right.members)) return keys
  if (isWithin(leftInputs, right.members) && isWithin(rightInputs, left.members)) return { ...keys, left: keys.right, right: keys.left }
  return undefined
}

/** Keys whose sides do not part at this join are compared as any condition. */
function exprOf(condition: JoinCondition): Expr {
  if (condition.kind === 'residual') return condition.expr
  const { left, right, nullsEqual } = condition.keys
  if (!nullsEqual) return { kind: 'compare', op: '=', left, right }
  return { kind: 'call', name: 'is_not_distinct_from', args: [left, right], type: { kind: 'boolean' }, portable: true, safe: true }
}

function isWithin(inputs: readonly number[], members: readonly number[]): boolean {
  return inputs.every(input => members.includes(input))
}
