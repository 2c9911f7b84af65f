/**
 * Tells a sort how many of its rows are wanted, so that it keeps no more.
 *
 *     Limit: skip=2, fetch=5                           Limit: skip=2, fetch=5
 *     --Sort: v.qual DESC NULLS FIRST             =>   --Sort: v.qual DESC NULLS FIRST, fetch=7
 */
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

export const pushSortFetch: OptimizerRule = {
  name: 'push_sort_fetch',
  order: 'top-down',
  rewrite(node) {
    if (node.kind !== 'limit' || node.fetch === undefined) return node
    const input = fetchFirst(node.input, node.skip + node.fetch)
    return input === node.input ? node : { ...node, input }
  },
}

function fetchFirst(plan: LogicalPlan, rows: number): LogicalPlan {
  if (plan.kind === 'projection') {
    const input = fetchFirst(plan.input, rows)
    return input === plan.input ? plan : { ...plan, input }
  }
  if (plan.kind !== 'sort' || (plan.fetch ?? Number.POSITIVE_INFINITY) <= rows) return plan
  return Number.isSafeInteger(rows) ? { ...plan, fetch: rows } : plan
}
