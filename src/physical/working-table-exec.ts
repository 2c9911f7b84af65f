/** Reads the rows that an operator above has put into a working table. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { type WorkingTable, workingTable } from './working-table.ts'

export class WorkingTableExec implements PhysicalOperator {
  readonly name = 'WorkingTableExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[] = []
  readonly outputPartitions = 1
  readonly #number: number
  readonly #table: WorkingTable

  constructor(schema: Schema, source: { readonly number: number; readonly table: WorkingTable }) {
    this.schema = schema
    this.#number = source.number
    this.#table = source.table
  }

  describe(): Readonly<Record<string, string>> {
    return { table: String(this.#number) }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    for (const batch of this.#table.batches) {
      for (let start = 0; start < batch.numRows; start += context.batchSize) {
        yield { ...sliceBatch(batch, start, Math.min(batch.numRows, start + context.batchSize)), schema: this.schema }
      }
    }
  }
}

export const workingTableStrategy: PhysicalStrategy = {
  name: 'working-table',
  plan(node, _inputs, { workingTables }) {
    if (node.kind !== 'working-table') return undefined
    return new WorkingTableExec(node.schema, { number: node.table, table: workingTable(node.table, workingTables) })
  },
}
