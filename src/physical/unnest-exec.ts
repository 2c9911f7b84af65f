/** One row for each item of lists, side by side, beside the columns of the row that they come from. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { Schema } from '../columnar/schema.ts'
import { takeColumn } from '../columnar/take-column.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { type ItemCursor, type Items, nextItems, takeItems } from './list-items.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'

interface UnnestSpec {
  readonly schema: Schema
  readonly inputIds: readonly number[]
  readonly lists: readonly Expr[]
  readonly ordinality: 'with' | 'without'
  readonly functions: FunctionRegistry
}

export class UnnestExec implements PhysicalOperator {
  readonly name = 'UnnestExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly #input: PhysicalOperator
  readonly #spec: UnnestSpec

  constructor(input: PhysicalOperator, spec: UnnestSpec) {
    this.#input = input
    this.#spec = spec
    this.schema = spec.schema
    this.children = [input]
    this.outputPartitions = input.outputPartitions
  }

  describe(): Readonly<Record<string, string>> {
    const lists = `[${this.#spec.lists.map(list => formatExpr(list)).join(', ')}]`
    return this.#spec.ordinality === 'with' ? { lists, ordinality: 'yes' } : { lists }
  }

  async *execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { lists, inputIds, functions } = this.#spec
    const evaluate = lists.map(list => compileExpr(list, resolveById(inputIds), functions))
    for await (const batch of runOperator(this.#input, partition, context)) {
      const columns = evaluate.map(list => list(batch))
      const cursor: ItemCursor = { row: 0, item: 0 }
      while (cursor.row < batch.numRows) {
        const items = nextItems(columns, cursor, { numRows: batch.numRows, capacity: context.batchSize })
        if (items.rows.length > 0) yield this.#output(batch, columns, items)
        const pause = context.breathe()
        if (pause) await pause
      }
    }
  }

  #output(batch: Batch, lists: readonly Column[], items: Items): Batch {
    const columns = batch.columns.map(column => takeColumn(column, items.rows))
    for (const list of lists) columns.push(takeItems(list, items))
    if (this.#spec.ordinality === 'with') columns.push(ordinality(items.numbers))
    return { schema: this.schema, numRows: items.rows.length, columns }
  }
}

function ordinality(numbers: Uint32Array): Column {
  const values = BigInt64Array.from(Array.from(numbers, number => BigInt(number) + 1n))
  return { type: { kind: 'int64' }, length: values.length, nullCount: 0, values }
}

export const unnestStrategy: PhysicalStrategy = {
  name: 'unnest',
  plan(node, [input], { functions }) {
    if (node.kind !== 'unnest' || !input) return undefined
    const { schema, lists, withOrdinality } = node
    return new UnnestExec(input, { schema, inputIds: node.input.ids, lists, ordinality: withOrdinality ? 'with' : 'without', functions })
  },
}
