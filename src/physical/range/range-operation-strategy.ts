/** Chooses the operator of a range operation. */
import type { RangeOperation } from '../../logical/logical-plan.ts'
import type { PhysicalOperator, PhysicalStrategy } from '../physical-operator.ts'
import { ClusterExec } from './cluster-exec.ts'
import { ComplementExec } from './complement-exec.ts'
import { CountOverlapsExec } from './count-overlaps-exec.ts'
import { CoverageExec } from './coverage-exec.ts'
import { ExpandExec } from './expand-exec.ts'
import { MergeExec } from './merge-exec.ts'
import { NearestExec } from './nearest-exec.ts'
import type { RangeOperationSpec } from './range-operation-spec.ts'
import { SubtractExec } from './subtract-exec.ts'

type Create = new (inputs: readonly PhysicalOperator[], spec: RangeOperationSpec) => PhysicalOperator

const operators: Readonly<Record<RangeOperation['name'], Create>> = {
  count_overlaps: CountOverlapsExec,
  coverage: CoverageExec,
  nearest: NearestExec,
  merge: MergeExec,
  cluster: ClusterExec,
  complement: ComplementExec,
  subtract: SubtractExec,
  expand: ExpandExec,
}

export const rangeOperationStrategy: PhysicalStrategy = {
  name: 'range-operation',
  plan(node, inputs, { functions }) {
    if (node.kind !== 'range-operation') return undefined
    const Operator = operators[node.operation.name]
    return new Operator(inputs, {
      schema: node.schema,
      operation: node.operation,
      inputIds: node.inputs.map(input => input.ids),
      functions,
    })
  },
}
