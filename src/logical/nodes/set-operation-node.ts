/** Rows of several inputs with the same types, column by column. Names come from the first input. */
import type { Field } from '../../columnar/data-type.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'
import { sharedMetadata } from '../shared-metadata.ts'

export function setOperationNode(
  of: { readonly operation: NodeOf<'set-operation'>['operation']; readonly all: boolean },
  inputs: readonly [LogicalPlan, ...LogicalPlan[]],
  ids: ColumnIds,
): NodeOf<'set-operation'> {
  const fields = inputs[0].schema.fields.map((field, i): Field => {
    const nullable = inputs.some(input => input.schema.fields[i]?.nullable ?? true)
    return { name: field.name, type: field.type, nullable }
  })
  return {
    kind: 'set-operation',
    operation: of.operation,
    all: of.all,
    inputs,
    schema: { ...sharedMetadata(inputs.map(input => input.schema)), fields },
    ids: fields.map(() => ids.next()),
  }
}
