/** Partitions meeting: all of them as one, in list order, some running at a time. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'
import { runOperator } from './run-operator.ts'

export class CoalesceExec implements PhysicalOperator {
  readonly name = 'CoalesceExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly warnings: readonly string[] // of a scan without partitions, too
  readonly #input: PhysicalOperator

  constructor(input: PhysicalOperator) {
    this.#input = input
    this.schema = input.schema
    this.children = [input]
    this.warnings = input.warnings ?? []
  }

  describe(): Readonly<Record<string, string>> {
    return { partitions: String(this.#input.outputPartitions) }
  }

  execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    return context.runPartitions(this.#input.outputPartitions, (partition, inner) => runOperator(this.#input, partition, inner))
  }
}
