/** subtract(left, right): what is left of the left rows without the bases of the right rows. */
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { onlyIntervals } from './measured-left.ts'
import type { RangeFunction } from './range-function.ts'
import { twoInputs } from './two-inputs.ts'

export const subtract: RangeFunction = {
  name: 'subtract',
  summary: 'The pieces of the left rows that no right row covers; a left row that is covered wholly gives none.',
  example: "SELECT * FROM subtract('genes.bed', 'repeats.bed')",
  operands: ['left', 'right'],
  positional: [],
  plan(inputs, options, context) {
    const { left, right, system } = twoInputs('subtract', inputs, { options, context })
    options.rejectOthers()
    const operation = { name: 'subtract', columns: [left.columns, right.columns], coordinates: system, parameters: {} } as const
    return rangeOperationNode({ operation, output: { passing: [0], made: [] } }, [left.plan, onlyIntervals(right, context)], context.ids)
  },
}
