/** Window functions: all rows are held, sorted once by partition and order, and given back in the order in which they came. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { takeColumn } from '../columnar/take-column.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { coalesce } from './coalesce.ts'
import { collectWithKeys } from './collect-with-keys.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { evaluateWindow } from './window/evaluate-window.ts'
import { windowInputs } from './window/window-inputs.ts'
import { windowOrder } from './window/window-order.ts'
import type { WindowExpr, WindowSpec } from './window/window-spec.ts'

/** Order, bounds of partition, peers and frame: eight numbers a row. */
const BYTES_PER_ROW = 32

export class WindowExec implements PhysicalOperator {
  readonly name = 'WindowExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #input: PhysicalOperator
  readonly #spec: WindowSpec

  constructor(input: PhysicalOperator, spec: WindowSpec) {
    this.#input = coalesce(input)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#input]
  }

  describe(): Readonly<Record<string, string>> {
    return { windows: `[${this.#spec.windows.map(window => formatExpr(window)).join(', ')}]` }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { inputIds, windows, functions, schema } = this.#spec
    const [{ partitionBy, orderBy }] = windows
    const inputs = windows.map(windowInputs)
    const keys: readonly Expr[] = [...partitionBy, ...orderBy.map(key => key.expr), ...inputs.flatMap(({ exprs }) => exprs)]
    const collected = await collectWithKeys({ holder: this, input: this.#input, by: { ids: inputIds, keys, functions } }, context)
    const { batch, keys: values } = collected
    if (batch.numRows === 0) return
    reserveMemory(this, batch.numRows * (BYTES_PER_ROW + 8 * windows.length), context)
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
    for (const [i, window] of windows.entries()) {
      const own = inputs[i]! // one a window
      const columns = values.slice(next, next + own.exprs.length).map(column => takeColumn(column, order.order))
      next += own.exprs.length
      const result = await evaluateWindow(window, { order, values: { inputs: own, columns, functions } }, context)
      results.push(takeColumn(result, inverse))
      await context.breathe()
    }
    const all = { schema, numRows: batch.numRows, columns: [...batch.columns, ...results] }
    for (let start = 0; start < all.numRows; start += context.batchSize) {
      yield sliceBatch(all, start, Math.min(all.numRows, start + context.batchSize))
    }
  }
}

function inverted(order: Uint32Array): Uint32Array {
  const inverse = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) inverse[order[place]!] = place // place < length
  return inverse
}

export const windowStrategy: PhysicalStrategy = {
  name: 'window',
  plan(node, [input], { functions }) {
    if (node.kind !== 'window' || !input) return undefined
    const [first, ...others] = node.windows.filter((window): window is WindowExpr => window.kind === 'window')
    if (!first) return input
    return new WindowExec(input, { schema: node.schema, inputIds: node.input.ids, windows: [first, ...others], functions })
  },
}
