/** A node under a filter of these conjuncts, or alone without any. */
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'

export function withFilter({ node, kept }: { readonly node: LogicalPlan; readonly kept: readonly Expr[] }): LogicalPlan {
  return kept.length === 0 ? node : filterNode(conjunction(kept), node)
}
