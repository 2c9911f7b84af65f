/**
 * Filters and joins give no column that only they themselves read.
 *
 *     Aggregate: aggregates=[sum(t.x)]                 Aggregate: aggregates=[sum(t.x)]
 *     --InnerJoin: on=[t.k = d.k]                 =>   --InnerJoin: on=[t.k = d.k], projection=[x]
 *     ----Scan: t projection=[k, x]                    ----Scan: t projection=[k, x]
 *     ----Scan: d projection=[k]                       ----Scan: d projection=[k]
 */
import { columnsOf } from '../expr/columns-of.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { keepColumns } from '../logical/nodes/keep-columns.ts'
import { planExprs } from '../logical/plan-exprs.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { withInputs } from '../logical/with-inputs.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

type Ids = ReadonlySet<number>

export const dropUnreadColumns: OptimizerRule = {
  name: 'drop_unread_columns',
  order: 'whole-plan',
  rewrite: plan => drop(plan, new Set(plan.ids)),
}

/** `needed` are the columns that somebody above reads. */
function drop(plan: LogicalPlan, needed: Ids): LogicalPlan {
  switch (plan.kind) {
    case 'filter':
    case 'join':
      // withInputs gives a node of the same kind.
      return keepColumns(dropBelow(plan, readBy(plan, needed)) as typeof plan, id => needed.has(id))
    case 'projection':
    case 'aggregate':
      return dropBelow(plan, readBy(plan, new Set()))
    case 'window':
    case 'sort':
    case 'limit':
    case 'unnest':
      return dropBelow(plan, readBy(plan, needed))
    case 'distinct':
      return dropBelow(plan, plan.on ? readBy(plan, needed) : new Set(plan.ids))
    default:
      // Their inputs match by position, or pass as they are.
      return withInputs(
        plan,
        planInputs(plan).map(input => drop(input, new Set(input.ids))),
      )
  }
}

function dropBelow(plan: LogicalPlan, needed: Ids): LogicalPlan {
  return withInputs(
    plan,
    planInputs(plan).map(input => drop(input, needed)),
  )
}

function readBy(plan: LogicalPlan, above: Ids): Ids {
  return new Set([...above, ...planExprs(plan).flatMap(columnsOf)])
}
