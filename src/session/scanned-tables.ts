/** The tables that a statement reads. */
import type { TableProvider } from '../catalog/table-provider.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'

export function scannedTables(statement: BoundStatement): readonly TableProvider[] {
  if (statement.kind === 'explain') return scannedTables(statement.statement)
  return 'plan' in statement && statement.plan ? ofPlan(statement.plan) : []
}

function ofPlan(plan: LogicalPlan): readonly TableProvider[] {
  return plan.kind === 'scan' ? [plan.provider] : planInputs(plan).flatMap(ofPlan)
}
