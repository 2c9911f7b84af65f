/** Operators as EXPLAIN (FORMAT JSON) gives them: the same facts as the text, as data. */
import type { JsonValue } from '../common/json.ts'
import { describeMetrics } from './describe-metrics.ts'
import type { OperatorMetrics } from './operator-metrics.ts'
import type { PhysicalOperator } from './physical-operator.ts'

export function physicalPlanToJson(operator: PhysicalOperator, metrics?: OperatorMetrics): JsonValue {
  return {
    name: operator.name,
    ...operator.describe(),
    output: operator.schema.fields.map(field => field.name),
    ...(metrics && { metrics: describeMetrics(operator, metrics) }),
    inputs: operator.children.map(child => physicalPlanToJson(child, metrics)),
  }
}
