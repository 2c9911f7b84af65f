/** Rewrites a plan from its leaves up. The same object comes back when `rewrite` changed nothing. */
import type { LogicalPlan } from './logical-plan.ts'
import { planInputs } from './plan-inputs.ts'
import { withInputs } from './with-inputs.ts'

export function mapPlan(plan: LogicalPlan, rewrite: (node: LogicalPlan) => LogicalPlan): LogicalPlan {
  const inputs = planInputs(plan)
  return rewrite(
    withInputs(
      plan,
      inputs.map(input => mapPlan(input, rewrite)),
    ),
  )
}
