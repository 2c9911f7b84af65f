/**
 * Makes one projection of two, where that computes nothing twice.
 *
 *     Projection: y + 1 AS z                           Projection: v.start * 2 + 1 AS z
 *     --Projection: v.start * 2 AS y              =>   --Scan: v
 *     ----Scan: v
 */
import { childrenOf } from '../expr/children-of.ts'
import type { Expr } from '../expr/expr.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'
import { substituteColumns, substitutionOf } from './substitute-columns.ts'

type Projection = LogicalPlan & { readonly kind: 'projection' }

export const mergeProjections: OptimizerRule = {
  name: 'merge_projections',
  order: 'bottom-up',
  rewrite(node, context) {
    if (node.kind !== 'projection' || node.input.kind !== 'projection') return node
    return canMerge(node, node.input, context) ? merge(node, node.input) : node
  },
}

function merge(outer: Projection, inner: Projection): LogicalPlan {
  const substitution = substitutionOf(inner.ids, inner.exprs)
  return { ...outer, exprs: outer.exprs.map(expr => substituteColumns(expr, substitution)), input: inner.input }
}

/** Columns and literals may be used as often as one likes; anything else once. */
function canMerge(outer: Projection, inner: Projection, context: RuleContext): boolean {
  const uses = new Map<number, number>()
  for (const expr of outer.exprs) countUses(expr, uses)
  // ids and exprs stand beside each other
  return inner.exprs.every((expr, i) => {
    if (expr.kind === 'column' || expr.kind === 'literal') return true
    return (uses.get(inner.ids[i]!) ?? 0) <= 1 && !isVolatile(expr, context.functions)
  })
}

function countUses(expr: Expr, uses: Map<number, number>): void {
  if (expr.kind === 'column') uses.set(expr.id, (uses.get(expr.id) ?? 0) + 1)
  for (const child of childrenOf(expr)) countUses(child, uses)
}
