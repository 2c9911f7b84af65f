/** Window functions: all rows are held, sorted once by partition and order, and given back in the order in which they came. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { coalesce } from './coalesce.ts'
import { collectWithKeys } from './collect-with-keys.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { limitedInput } from './spill/limited-input.ts'
import { limitedWindow } from './window/limited-window.ts'
import { coversPartitions } from './window/partition-aggregates.ts'
import { windowColumns, windowKeys } from './window/window-columns.ts'
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
    const { windows } = this.#spec
    const described = `[${windows.map(window => formatExpr(window)).join(', ')}]`
    return windows.every(coversPartitions) ? { windows: described, algorithm: 'groups' } : { windows: described }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { inputIds, windows, functions, schema } = this.#spec
    if (context.memoryLimit > 0) {
      const input = limitedInput(this.#input, context)
      yield* limitedWindow({ holder: this, input, inputSchema: this.#input.schema, spec: this.#spec }, context)
      return
    }
    const by = { ids: inputIds, keys: windowKeys(this.#spec), functions }
    const { batch, keys: values } = await collectWithKeys({ holder: this, input: this.#input, by }, context)
    if (batch.numRows === 0) return
    reserveMemory(this, batch.numRows * (BYTES_PER_ROW + 8 * windows.length), context)
    const results = await windowColumns({ batch, values }, this.#spec, context)
    const all = { schema, numRows: batch.numRows, columns: [...batch.columns, ...results] }
    for (let start = 0; start < all.numRows; start += context.batchSize) {
      yield sliceBatch(all, start, Math.min(all.numRows, start + context.batchSize))
    }
  }
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
