/** Chooses the operator of a range operation. */
import type { LogicalPlan, RangeOperation } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { planRegionFeed } from '../interval/plan-region-feed.ts'
import type { RegionFeed } from '../interval/region-feed.ts'
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
  plan(node, inputs, { functions, planAgain }) {
    if (node.kind !== 'range-operation') return undefined
    const Operator = operators[node.operation.name]
    const feed = planAgain && rightFeed(node, inputs, planAgain)
    return new Operator(inputs, {
      schema: node.schema,
      operation: node.operation,
      inputIds: node.inputs.map(input => input.ids),
      functions,
      ...(feed && { feed }),
    })
  },
}

/** Operations in which a right row counts only where it meets a left one. */
const bounded: ReadonlySet<RangeOperation['name']> = new Set(['count_overlaps', 'coverage', 'subtract'])

function rightFeed(
  node: NodeOf<'range-operation'>,
  [source, right]: readonly PhysicalOperator[],
  planAgain: (plan: LogicalPlan) => Promise<PhysicalOperator>,
): RegionFeed | undefined {
  const plan = node.inputs[1]
  const columns = node.operation.columns[1]
  if (!bounded.has(node.operation.name) || !source || !right || !plan || !columns) return undefined
  return planRegionFeed('right', { source, bounded: right, plan, columns }, planAgain)
}
