/** cluster(table): the rows, each with the number and the extent of the run it belongs to, and any aggregates over that run. */
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
  async plan(inputs, options, context) {
    const [table] = inputs
    const texts = options.texts('aggregates') ?? []
    const { input, items: aggregates } = table ? await context.aggregates(texts, table) : { input: table, items: [] }
    const { plan, columns, system } = oneInput('cluster', input ? [input] : [], { options, context })
    const minDistance = options.integer('min_dist', { min: 0 }) ?? 0
    options.rejectOthers()
    const made = ['cluster', 'cluster_start', 'cluster_end'].map(name => int64Field(freeName(name, plan.schema.fields)))
    const measured = aggregates.map(({ name, aggregate }) => ({
      name: freeName(name, [...plan.schema.fields, ...made]),
      type: aggregate.type,
      nullable: true,
    }))
    return rangeOperationNode(
      {
        operation: {
          name: 'cluster',
          columns: [columns],
          coordinates: system,
          parameters: { min_dist: minDistance },
          aggregates: aggregates.map(item => item.aggregate),
        },
        output: { passing: [0], made: [...made, ...measured] },
      },
      [plan],
      context.ids,
    )
  },
}
