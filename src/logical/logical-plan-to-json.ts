/** A plan as EXPLAIN (FORMAT JSON) gives it: the same facts as the text, as data. */
import type { JsonValue } from '../common/json.ts'
import { describeNode } from './describe-node.ts'
import type { LogicalPlan } from './logical-plan.ts'
import { planInputs } from './plan-inputs.ts'
import { type Qualifiers, tableOfColumns } from './table-of-columns.ts'

export function logicalPlanToJson(plan: LogicalPlan): JsonValue {
  return nodeToJson(plan, tableOfColumns(plan))
}

function nodeToJson(plan: LogicalPlan, qualifiers: Qualifiers): JsonValue {
  const { name, subject, properties } = describeNode(plan, qualifiers)
  return {
    name,
    ...(subject !== undefined && { subject }),
    ...properties,
    output: plan.schema.fields.map(field => field.name),
    inputs: planInputs(plan).map(input => nodeToJson(input, qualifiers)),
  }
}
