/** nearest(left, right, k): beside each left row the k nearest right rows. */
import { QueryError } from '../../common/errors.ts'
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { columnOf } from './interval-columns-of.ts'
import { int64Field, renamed, suffixesOf } from './output-fields.ts'
import type { RangeFunction } from './range-function.ts'
import { twoInputs } from './two-inputs.ts'

export const nearest: RangeFunction = {
  name: 'nearest',
  summary: 'Beside each left row its k nearest right rows, overlapping ones first, and their distance.',
  example: "SELECT * FROM nearest('calls.vcf.gz', 'genes.bed', k => 3, overlap => false)",
  operands: ['left', 'right'],
  positional: ['k'],
  plan(inputs, options, context) {
    const { left, right, system } = twoInputs('nearest', inputs, { options, context })
    const suffixes = suffixesOf(options, ['_1', '_2'])
    const k = options.integer('k', { min: 1, max: 1_000_000 }) ?? 1
    const overlap = options.flag('overlap', true)
    const distance = options.flag('distance', true)
    const maxDistance = options.integer('max_distance', { min: 0 })
    const direction = options.choice('direction', ['upstream', 'downstream'])
    const strandColumn = options.text('strand')
    options.rejectOthers()
    if (strandColumn !== undefined && direction === undefined) {
      throw new QueryError('PLAN', "The option strand of nearest says what upstream and downstream mean: give direction => 'upstream' too.")
    }
    const hasStrand = left.plan.schema.fields.some(field => field.name.toLowerCase() === 'strand')
    const strand =
      direction !== undefined && (strandColumn !== undefined || hasStrand)
        ? columnOf(left.plan, [strandColumn ?? 'strand'], 'the left table')
        : undefined
    const node = rangeOperationNode(
      {
        operation: {
          name: 'nearest',
          columns: [left.columns, right.columns],
          coordinates: system,
          parameters: {
            k,
            overlap,
            distance,
            ...(maxDistance !== undefined && { max_distance: maxDistance }),
            ...(direction && { direction }),
          },
          ...(strand && { strand }),
        },
        output: { passing: [0, 1], made: distance ? [int64Field('distance', true)] : [] },
      },
      [left.plan, right.plan],
      context.ids,
    )
    const names = [
      ...left.plan.schema.fields.map(field => field.name + suffixes[0]),
      ...right.plan.schema.fields.map(field => field.name + suffixes[1]),
      'distance',
    ]
    return renamed(node, names, context)
  },
}
