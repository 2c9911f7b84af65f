/** A range operation: columns of its first input under their own ids, and columns that it makes. */
import type { Field } from '../../columnar/data-type.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { LogicalPlan, RangeOperation } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'
import { sharedMetadata } from '../shared-metadata.ts'

export interface RangeOutput {
  /** Inputs whose columns pass on, in order: [0] for count_overlaps, [0, 1] for nearest, none for merge. */
  readonly passing: readonly number[]
  /** The columns made by the operation, behind those that pass. */
  readonly made: readonly Field[]
}

export function rangeOperationNode(
  of: { readonly operation: RangeOperation; readonly output: RangeOutput },
  inputs: readonly LogicalPlan[],
  ids: ColumnIds,
): NodeOf<'range-operation'> {
  const passing = of.output.passing.flatMap(place => inputs[place] ?? [])
  // Only nearest passes a second input on, and a left row without a near one has NULL there.
  const fields = passing.flatMap((input, i) =>
    i === 0 ? input.schema.fields : input.schema.fields.map(field => ({ ...field, nullable: true })),
  )
  const metadata = passing.length === 1 ? { metadata: inputs[0]?.schema.metadata ?? {} } : sharedMetadata(inputs.map(input => input.schema))
  return {
    kind: 'range-operation',
    operation: of.operation,
    inputs,
    schema: { ...metadata, fields: [...fields, ...of.output.made] },
    ids: [...passing.flatMap(input => input.ids), ...of.output.made.map(() => ids.next())],
  }
}
