/**
 * Finds the equal keys in the condition of a join, so that it can run as a hash join.
 *
 *     InnerJoin: residual=[v.id = g.id AND v.start < g.end]   =>   InnerJoin: on=[v.id = g.id], residual=[v.start < g.end]
 */
import { canFail } from '../expr/can-fail.ts'
import { columnsOf } from '../expr/columns-of.ts'
import { conjunction } from '../expr/conjunction.ts'
import type { Expr } from '../expr/expr.ts'
import { splitConjunction } from '../expr/split-conjunction.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { type JoinParts, joinNode } from '../logical/nodes/join-node.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'

type Join = LogicalPlan & { readonly kind: 'join' }
type Keys = JoinParts['on'][number]

export const extractEquijoinKeys: OptimizerRule = {
  name: 'extract_equijoin_keys',
  order: 'bottom-up',
  rewrite: (node, context) => (node.kind === 'join' && node.residual ? extractKeys(node, node.residual, context) : node),
}

function extractKeys(join: Join, condition: Expr, { functions }: RuleContext): LogicalPlan {
  const on: Keys[] = [...join.on]
  const rest: Expr[] = []
  for (const conjunct of splitConjunction(condition)) {
    const keys = isVolatile(conjunct, functions) ? undefined : keysOf(conjunct, join)
    if (keys) on.push(keys)
    else rest.push(conjunct)
  }
  if (on.length === join.on.length) return join
  return joinNode({
    joinType: join.joinType,
    on,
    residual: rest.length === 0 ? undefined : conjunction(rest),
    left: join.left,
    right: join.right,
  })
}

/** Keys are evaluated once for every row of their side, so they must not fail on rows that another conjunct would have removed. */
function keysOf(conjunct: Expr, join: Join): Keys | undefined {
  if (conjunct.kind !== 'compare' || conjunct.op !== '=' || canFail(conjunct)) return undefined
  const { left, right } = conjunct
  if (comesFrom(left, join.left) && comesFrom(right, join.right)) return { left, right }
  if (comesFrom(left, join.right) && comesFrom(right, join.left)) return { left: right, right: left }
  return undefined
}

function comesFrom(expr: Expr, side: LogicalPlan): boolean {
  const columns = columnsOf(expr)
  return columns.length > 0 && columns.every(id => side.ids.includes(id))
}
