/** sort(table): the rows by contig, start and end. */
import { sortNode } from '../../logical/nodes/sort-node.ts'
import { oneInput } from './one-input.ts'
import type { RangeFunction } from './range-function.ts'

export const sort: RangeFunction = {
  name: 'sort',
  summary: 'The rows in the order of contig (bytewise), start and end.',
  example: "SELECT * FROM sort('calls.vcf.gz')",
  operands: ['table'],
  positional: [],
  plan(inputs, options, context) {
    const { plan, columns } = oneInput('sort', inputs, { options, context })
    options.rejectOthers()
    const keys = [...columns.keys, columns.start, columns.end].map(expr => ({ expr, descending: false, nullsFirst: false }))
    return sortNode(keys, plan)
  },
}
