/** cluster(table): the rows, each with the number and the extent of the run it belongs to. */
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { oneInput } from './one-input.ts'
import { freeName, int64Field } from './output-fields.ts'
import type { RangeFunction } from './range-function.ts'

export const cluster: RangeFunction = {
  name: 'cluster',
  summary: 'The rows in order, each with the number, start and end of the run of overlapping or near rows it belongs to.',
  example: "SELECT * FROM cluster('calls.vcf.gz', min_dist => 1000)",
  operands: ['table'],
  positional: ['min_dist'],
  plan(inputs, options, context) {
    const { plan, columns, system } = oneInput('cluster', inputs, { options, context })
    const minDistance = options.integer('min_dist', { min: 0 }) ?? 0
    options.rejectOthers()
    const made = ['cluster', 'cluster_start', 'cluster_end'].map(name => int64Field(freeName(name, plan.schema.fields)))
    const operation = { name: 'cluster', columns: [columns], coordinates: system, parameters: { min_dist: minDistance } } as const
    return rangeOperationNode({ operation, output: { passing: [0], made } }, [plan], context.ids)
  },
}
