/** The rows of several inputs, one input after the other: its partitions are theirs. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'
import { distinctRows } from './distinct-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { runOperator } from './run-operator.ts'

export class UnionExec implements PhysicalOperator {
  readonly name = 'UnionExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number

  constructor(inputs: readonly PhysicalOperator[], schema: Schema) {
    this.schema = schema
    this.children = inputs
    this.outputPartitions = inputs.reduce((sum, input) => sum + input.outputPartitions, 0)
  }

  describe(): Readonly<Record<string, string>> {
    return { inputs: String(this.children.length), partitions: String(this.outputPartitions) }
  }

  async *execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    let inner = partition
    for (const input of this.children) {
      if (inner >= input.outputPartitions) {
        inner -= input.outputPartitions
        continue
      }
      for await (const batch of runOperator(input, inner, context)) yield { ...batch, schema: this.schema }
      return
    }
    throw new QueryError('INTERNAL', `UnionExec has no partition ${partition}. This is a bug in locusql.`)
  }
}

export const unionStrategy: PhysicalStrategy = {
  name: 'union',
  plan(node, inputs, { functions }) {
    if (node.kind !== 'set-operation' || node.operation !== 'union') return undefined
    // a UNION ALL b UNION ALL c is one operator, however many there are.
    const flat = inputs.flatMap(input => (input instanceof UnionExec ? input.children : [input]))
    const union = new UnionExec(flat, node.schema)
    return node.all ? union : distinctRows(union, node, functions)
  },
}
