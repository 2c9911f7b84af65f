/** expand(table, pad): the rows with wider or narrower intervals. */
import type { Field } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { contigLengths } from './contig-lengths.ts'
import { oneInput } from './one-input.ts'
import type { RangeFunction } from './range-function.ts'

export const expand: RangeFunction = {
  name: 'expand',
  summary: 'The rows with pad bases added on both sides (negative: taken away), or their length scaled; clipped to the contig.',
  example: "SELECT * FROM expand('genes.bed', pad => 1000, side => 'left')",
  operands: ['table'],
  positional: ['pad'],
  plan(inputs, options, context) {
    const { plan, columns, system } = oneInput('expand', inputs, { options, context })
    const pad = options.integer('pad', { min: -Number.MAX_SAFE_INTEGER })
    const scale = options.number('scale', 0)
    const side = options.choice('side', ['both', 'left', 'right']) ?? 'both'
    options.rejectOthers()
    if ((pad === undefined) === (scale === undefined)) {
      throw new QueryError(
        'PLAN',
        'expand takes either pad, a number of bases, or scale, a factor of the length: expand(genes, pad => 1000).',
      )
    }
    const lengths = contigLengths(plan, system, context)
    const own = lengths && columns.keys.length === 1 ? [lengths] : []
    const operation = {
      name: 'expand',
      columns: [columns, ...own.map(side => side.columns)],
      coordinates: system,
      parameters: { ...(pad === undefined ? {} : { pad }), ...(scale === undefined ? {} : { scale }), side },
    } as const
    const node = rangeOperationNode({ operation, output: { passing: [0], made: [] } }, [plan, ...own.map(side => side.plan)], context.ids)
    const positions = new Set([columns.start.id, columns.end.id])
    const fields = node.schema.fields.map(
      (field, i): Field => (positions.has(node.ids[i] ?? -1) ? { ...field, type: { kind: 'int64' } } : field),
    )
    return { ...node, schema: { ...node.schema, fields }, ids: node.ids.map(id => (positions.has(id) ? context.ids.next() : id)) }
  },
}
