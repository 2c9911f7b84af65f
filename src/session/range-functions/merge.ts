/** merge(table): rows that overlap or lie near each other become one. */
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { oneInput } from './one-input.ts'
import { int64Field, keyFields } from './output-fields.ts'
import type { RangeFunction } from './range-function.ts'

export const merge: RangeFunction = {
  name: 'merge',
  summary: 'Joins rows that overlap, or lie closer than min_dist, into one row each, with the number of rows in it and any aggregates.',
  example: "SELECT * FROM merge('targets.bed', min_dist => 100, aggregates => ['max(score) AS best'])",
  operands: ['table'],
  positional: ['min_dist'],
  async plan(inputs, options, context) {
    const [table] = inputs
    const texts = options.texts('aggregates') ?? []
    const { input, items: aggregates } = table ? await context.aggregates(texts, table) : { input: table, items: [] }
    const { plan, columns, system } = oneInput('merge', input ? [input] : [], { options, context })
    const minDistance = options.integer('min_dist', { min: 0 }) ?? 0
    options.rejectOthers()
    const keys = keyFields(columns)
    return rangeOperationNode(
      {
        operation: {
          name: 'merge',
          columns: [columns],
          coordinates: system,
          parameters: { min_dist: minDistance },
          aggregates: aggregates.map(item => item.aggregate),
        },
        output: {
          passing: [],
          made: [
            ...keys,
            int64Field(columns.start.name),
            int64Field(columns.end.name),
            int64Field('n_intervals'),
            ...aggregates.map(({ name, aggregate }) => ({ name, type: aggregate.type, nullable: true })),
          ],
        },
      },
      [plan],
      context.ids,
    )
  },
}
