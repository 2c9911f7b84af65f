/** Reads a table whose batches are already in this thread: registered Arrow tables and rows, memory tables, system tables. */
import type { Batch } from '../columnar/batch.ts'
import { pickColumns } from '../columnar/pick-columns.ts'
import type { Schema } from '../columnar/schema.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'

export interface MemorySpec {
  readonly schema: Schema
  readonly table: string
  readonly partitions: readonly (() => AsyncIterable<Batch>)[]
  readonly rowCount?: number | undefined
}

export class MemoryExec implements PhysicalOperator {
  readonly name = 'MemoryExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[] = []
  readonly outputPartitions: number
  /** Where the table knows it. */
  readonly rowCount: number | undefined
  readonly #spec: MemorySpec

  constructor(spec: MemorySpec) {
    this.#spec = spec
    this.schema = spec.schema
    this.rowCount = spec.rowCount
    this.outputPartitions = spec.partitions.length
  }

  describe(): Readonly<Record<string, string>> {
    const projection = this.schema.fields.map(field => field.name).join(', ')
    return { table: this.#spec.table, partitions: String(this.outputPartitions), projection: `[${projection}]` }
  }

  async *execute(partition: number, _context: TaskContext): AsyncIterable<Batch> {
    const names = this.schema.fields.map(field => field.name)
    // In range: the partition counts of the operators above are this one's.
    for await (const batch of this.#spec.partitions[partition]!()) {
      yield { ...pickColumns(batch, names), schema: this.schema }
    }
  }
}
