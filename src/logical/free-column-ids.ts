/** Ids that are still free in a plan: for rewrites that make columns. */
import { type ColumnIds, createColumnIds } from './column-ids.ts'
import type { LogicalPlan } from './logical-plan.ts'
import { planInputs } from './plan-inputs.ts'

export function freeColumnIds(plan: LogicalPlan): ColumnIds {
  return createColumnIds(largestId(plan) + 1)
}

function largestId(plan: LogicalPlan): number {
  let largest = 0
  for (const id of plan.ids) largest = Math.max(largest, id)
  for (const input of planInputs(plan)) largest = Math.max(largest, largestId(input))
  return largest
}
