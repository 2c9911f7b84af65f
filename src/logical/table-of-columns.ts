/** Which table each column id of a plan comes from, by the name that EXPLAIN prints before it: `v.chrom`. A computed column comes from none. */
import type { LogicalPlan } from './logical-plan.ts'
import { planInputs } from './plan-inputs.ts'

export type Qualifiers = ReadonlyMap<number, string>

export function tableOfColumns(plan: LogicalPlan): Qualifiers {
  const qualifiers = new Map<number, string>()
  collect(plan, qualifiers)
  return qualifiers
}

function collect(plan: LogicalPlan, qualifiers: Map<number, string>): void {
  if (plan.kind === 'scan') for (const id of plan.ids) qualifiers.set(id, plan.alias ?? plan.table)
  for (const input of planInputs(plan)) collect(input, qualifiers)
}
