/** The values of one window function, in the order of the window. */
import type { Column } from '../../columnar/column.ts'
import { QueryError } from '../../common/errors.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { TaskContext } from '../physical-operator.ts'
import { aggregateFrames } from './aggregate-frames.ts'
import { type BoundValues, windowFrames } from './window-frames.ts'
import type { BoundPlaces, WindowInputs } from './window-inputs.ts'
import type { WindowOrder } from './window-order.ts'
import type { WindowExpr } from './window-spec.ts'

export interface WindowValues {
  readonly inputs: WindowInputs
  /** One column for each of `inputs.exprs`, in the order of the window. */
  readonly columns: readonly Column[]
  readonly functions: FunctionRegistry
}

export async function evaluateWindow(
  window: WindowExpr,
  { order, values }: { readonly order: WindowOrder; readonly values: WindowValues },
  context: Pick<TaskContext, 'breathe'>,
): Promise<Column> {
  const { inputs, columns, functions } = values
  const frames = windowFrames(window.frame, order, { start: boundValues(inputs.start, columns), end: boundValues(inputs.end, columns) })
  const { call } = inputs
  if (call.kind === 'aggregate') {
    const batch = { schema: { fields: [] }, numRows: order.numRows, columns }
    return aggregateFrames({ aggregate: call, functions, batch }, frames, context)
  }
  const fn = call.kind === 'call' ? functions.window(call.name) : undefined
  if (!fn || call.kind !== 'call') {
    throw new QueryError('INTERNAL', `"${call.kind}" is not a window function. This is a bug in locusql; please report it.`)
  }
  // Arguments come first among the values of a call.
  return fn.evaluate(columns.slice(0, call.args.length), { ...order, frames, nulls: window.ignoreNulls ? 'ignore' : 'respect' })
}

function boundValues(places: BoundPlaces | undefined, columns: readonly Column[]): BoundValues | undefined {
  if (!places) return undefined
  const { by, range } = places
  // Places are those of windowInputs(), which made a column each.
  if (!range) return { by: columns[by]! }
  return { by: columns[by]!, range: { key: columns[range.key]!, value: columns[range.value]!, direction: range.by } }
}
