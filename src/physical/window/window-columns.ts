/** The values of all window functions of an operator over rows that are held, in the order of the rows. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Expr } from '../../expr/expr.ts'
import type { TaskContext } from '../physical-operator.ts'
import { takeCooperatively } from '../take-cooperatively.ts'
import { evaluateWindow } from './evaluate-window.ts'
import { coversPartitions, partitionAggregates } from './partition-aggregates.ts'
import { windowInputs } from './window-inputs.ts'
import { windowOrder } from './window-order.ts'
import type { WindowSpec } from './window-spec.ts'

/** What must be computed of the rows: the keys of the partitions, the keys of the order, then the inputs of each function. */
export function windowKeys({ windows }: WindowSpec): readonly Expr[] {
  const [{ partitionBy, orderBy }] = windows
  return [...partitionBy, ...orderBy.map(key => key.expr), ...windows.flatMap(window => windowInputs(window).exprs)]
}

/** `values`: one column for each of windowKeys(). */
export async function windowColumns(
  rows: { readonly batch: Batch; readonly values: readonly Column[] },
  { windows, functions }: WindowSpec,
  context: Pick<TaskContext, 'breathe'>,
): Promise<readonly Column[]> {
  const { batch, values } = rows
  if (windows.every(coversPartitions)) return partitionAggregates({ numRows: batch.numRows, values }, { windows, functions }, context)
  const [{ partitionBy, orderBy }] = windows
  const firstValue = partitionBy.length + orderBy.length
  const order = await windowOrder(
    {
      numRows: batch.numRows,
      partitionKeys: values.slice(0, partitionBy.length),
      orderKeys: values.slice(partitionBy.length, firstValue),
      directions: orderBy,
    },
    context,
  )
  const inverse = inverted(order.order)
  const results: Column[] = []
  let next = firstValue
  for (const window of windows) {
    const inputs = windowInputs(window)
    const columns: Column[] = []
    for (const column of values.slice(next, next + inputs.exprs.length)) columns.push(await takeCooperatively(column, order.order, context))
    next += inputs.exprs.length
    const result = await evaluateWindow(window, { order, values: { inputs, columns, functions } }, context)
    results.push(await takeCooperatively(result, inverse, context))
  }
  return results
}

function inverted(order: Uint32Array): Uint32Array {
  const inverse = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) inverse[order[place]!] = place // place < length
  return inverse
}
