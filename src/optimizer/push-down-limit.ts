/**
 * Tells scans how many rows are wanted at most. The limit itself stays: it skips, and it counts over all partitions.
 *
 *     Limit: skip=0, fetch=5                           Limit: skip=0, fetch=5
 *     --Projection: v.start                       =>   --Projection: v.start
 *     ----Scan: v                                      ----Scan: v fetch=5
 */
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { limitNode } from '../logical/nodes/limit-node.ts'
import { withInputs } from '../logical/with-inputs.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

export const pushDownLimit: OptimizerRule = {
  name: 'push_down_limit',
  order: 'top-down',
  rewrite(node) {
    if (node.kind !== 'limit') return node
    if (node.input.kind === 'limit') return merge(node, node.input)
    const rows = node.skip + (node.fetch ?? Number.POSITIVE_INFINITY)
    const input = Number.isSafeInteger(rows) ? bound(node.input, rows) : node.input
    return input === node.input ? node : { ...node, input }
  },
}

function merge(outer: LogicalPlan & { readonly kind: 'limit' }, inner: LogicalPlan & { readonly kind: 'limit' }): LogicalPlan {
  const left = inner.fetch === undefined ? undefined : Math.max(0, inner.fetch - outer.skip)
  const fetch = left === undefined ? outer.fetch : Math.min(left, outer.fetch ?? left)
  return limitNode({ skip: Math.min(outer.skip + inner.skip, Number.MAX_SAFE_INTEGER), fetch }, inner.input)
}

/** The same plan where no more than the first `rows` rows need come out. */
function bound(plan: LogicalPlan, rows: number): LogicalPlan {
  switch (plan.kind) {
    case 'scan': {
      // Filters in the request are exact: the scan counts rows that pass them.
      const limit = plan.request.limit
      return limit !== undefined && limit <= rows ? plan : { ...plan, request: { ...plan.request, limit: rows } }
    }
    case 'projection':
      return withInputs(plan, [bound(plan.input, rows)])
    case 'join':
      // Each row of the left side comes out at least once.
      return plan.joinType === 'left' ? withInputs(plan, [bound(plan.left, rows), plan.right]) : plan
    case 'set-operation':
      return plan.operation === 'union' && plan.all
        ? withInputs(
            plan,
            plan.inputs.map(input => bound(input, rows)),
          )
        : plan
    default:
      return plan
  }
}
