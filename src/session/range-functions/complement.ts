/** complement(table): the gaps between the rows, to the ends of the contigs or of a view. */
import { castTo } from '../../expr/cast-to.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { CoordinateSystem } from '../../genomics/coordinate-system.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { rangeOperationNode } from '../../logical/nodes/range-operation-node.ts'
import { contigLengths, missingLengths } from './contig-lengths.ts'
import { intervalColumnsOf } from './interval-columns-of.ts'
import { onlyIntervals } from './measured-left.ts'
import { oneInput } from './one-input.ts'
import { int64Field, keyFields } from './output-fields.ts'
import type { RangeContext, RangeFunction } from './range-function.ts'
import type { RangeOptions } from './range-options.ts'
import { type Side, twoInputs } from './two-inputs.ts'

export const complement: RangeFunction = {
  name: 'complement',
  summary: 'The parts of each contig, or of each interval of a view, that no row covers.',
  example: "SELECT * FROM complement('targets.bed', view => 'genome.bed')",
  operands: ['table'],
  positional: [],
  async plan(inputs, options, context) {
    const { table, view, system } = await sidesOf(inputs, options, context)
    options.rejectOthers()
    const keys = keyFields(table.columns)
    const operation = { name: 'complement', columns: [table.columns, view.columns], coordinates: system, parameters: {} } as const
    const made = [...keys, int64Field(table.columns.start.name), int64Field(table.columns.end.name)]
    return rangeOperationNode({ operation, output: { passing: [], made } }, [onlyIntervals(table, context), view.plan], context.ids)
  },
}

interface Sides {
  readonly table: Side
  readonly view: Side
  readonly system: CoordinateSystem
}

async function sidesOf(inputs: readonly LogicalPlan[], options: RangeOptions, context: RangeContext): Promise<Sides> {
  const location = options.text('view')
  const viewCols = options.texts('view_cols')
  const [, given] = inputs
  const plan = given ?? (location === undefined ? undefined : await context.operand({ kind: 'value', value: location }, 'the view'))
  if (plan === undefined) {
    const table = oneInput('complement', inputs, { options, context })
    const view = contigLengths(table.plan, table.system, context)
    if (!view) throw missingLengths('complement')
    return { table, view: sameKeys(view, table, context), system: table.system }
  }
  const { left, right, system } = twoInputs('complement', [inputs[0] ?? plan, plan], { options, context, rightRole: 'the view' })
  const view = viewCols === undefined ? right : { plan: right.plan, columns: intervalColumnsOf(right.plan, { cols: viewCols }, 'the view') }
  return { table: left, view: sameKeys(view, left, context), system }
}

/** The result's keys come from the view, in the types of the table. */
function sameKeys(view: Side, table: Side, context: RangeContext): Side {
  const { keys, keyColumns, start, end } = view.columns
  const types = keyFields(table.columns).map(field => field.type)
  const columns = [
    ...keys.map((key, i) => ({ name: keyColumns[i]?.name ?? '', expr: castTo(key, types[i] ?? typeOf(key)) })),
    { name: start.name, expr: start },
    { name: end.name, expr: end },
  ]
  const plan = projectionNode(columns, view.plan, context.ids)
  return {
    plan,
    columns: intervalColumnsOf(
      plan,
      { cols: [keyColumns[0]?.name ?? '', start.name, end.name], onCols: keyColumns.slice(1).map(key => key.name) },
      'the view',
    ),
  }
}
