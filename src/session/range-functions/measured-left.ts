/** count_overlaps and coverage: the left rows with one number each. */
import type { Field } from '../../columnar/data-type.ts'
import type { LogicalPlan, RangeOperation } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { freeName, int64Field, renamed, suffixesOf } from './output-fields.ts'
import type { RangeContext } from './range-function.ts'
import type { RangeOptions } from './range-options.ts'
import { type Side, twoInputs } from './two-inputs.ts'

export interface Measure {
  readonly name: RangeOperation['name'] & ('count_overlaps' | 'coverage')
  /** Of the new column. */
  readonly column: string
  readonly suffixes: readonly [string, string]
}

export function measuredLeft(
  measure: Measure,
  inputs: readonly LogicalPlan[],
  given: { readonly options: RangeOptions; readonly context: RangeContext },
): LogicalPlan {
  const { options, context } = given
  const { left, right, system } = twoInputs(measure.name, inputs, given)
  const [suffix] = suffixesOf(options, measure.suffixes)
  // Accepted for scripts that name it: there is one way to count here.
  options.flag('naive_query', true)
  options.rejectOthers()
  const names = left.plan.schema.fields.map(field => field.name + suffix)
  const taken: readonly Field[] = names.map((name): Field => ({ name, type: { kind: 'null' }, nullable: true }))
  const node = rangeOperationNode(
    {
      operation: { name: measure.name, columns: [left.columns, right.columns], coordinates: system, parameters: {} },
      output: { passing: [0], made: [int64Field(freeName(measure.column, taken))] },
    },
    [left.plan, onlyIntervals(right, context)],
    context.ids,
  )
  return suffix === '' ? node : renamed(node, names, context)
}

/** The right side is only looked up: nothing but its keys and positions is read. */
export function onlyIntervals(side: Side, context: RangeContext): LogicalPlan {
  const { keyColumns, start, end } = side.columns
  return projectionNode(
    [...keyColumns, start, end].map(expr => ({ expr, name: expr.name })),
    side.plan,
    context.ids,
  )
}
