/** Finds the field of a column id among a node's outputs. */
import type { Field } from '../columnar/data-type.ts'
import type { LogicalPlan } from './logical-plan.ts'

export function fieldOfColumn(plan: Pick<LogicalPlan, 'schema' | 'ids'>): (id: number) => Field | undefined {
  const positions = new Map(plan.ids.map((id, position) => [id, position]))
  return id => {
    const position = positions.get(id)
    return position === undefined ? undefined : plan.schema.fields[position]
  }
}
