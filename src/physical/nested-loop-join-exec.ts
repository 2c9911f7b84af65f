/** Compares each left row with every right row: joins without an equality key, and cross joins. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { coalesce } from './coalesce.ts'
import type { Candidates } from './join/candidates.ts'
import { collectBatches } from './join/collect-batches.ts'
import { joinColumns } from './join/join-columns.ts'
import { JoinOutput } from './join/join-output.ts'
import type { JoinSpec } from './join/join-spec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { runOperator } from './run-operator.ts'

export class NestedLoopJoinExec implements PhysicalOperator {
  readonly name = 'NestedLoopJoinExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #left: PhysicalOperator
  readonly #right: PhysicalOperator
  readonly #spec: JoinSpec

  constructor(left: PhysicalOperator, right: PhysicalOperator, spec: JoinSpec) {
    this.#left = coalesce(left)
    this.#right = coalesce(right)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#left, this.#right]
  }

  describe(): Readonly<Record<string, string>> {
    const { joinType, residual } = this.#spec
    return { type: joinType, ...(residual && { filter: formatExpr(residual) }) }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { joinType } = this.#spec
    const right = await collectBatches(this.#right, this, context)
    // Without right rows, these joins give nothing whatever the left side holds.
    if (right.numRows === 0 && (joinType === 'inner' || joinType === 'right' || joinType === 'semi')) return
    const output = new JoinOutput(this.#spec, right)
    for await (const left of runOperator(this.#left, 0, context)) yield* output.probe(left, everyPair(left.numRows, right.numRows), context)
    yield* output.unmatchedRight(context)
  }
}

function everyPair(leftRows: number, rightRows: number): Candidates {
  return { starts: new Uint32Array(leftRows), ends: new Uint32Array(leftRows).fill(rightRows) }
}

export const nestedLoopJoinStrategy: PhysicalStrategy = {
  name: 'nested-loop-join',
  plan(node, [left, right], { functions }) {
    if (node.kind !== 'join' || node.on.length > 0 || !left || !right) return undefined
    const { schema, joinType, residual } = node
    const spec = { schema, joinType, ...joinColumns(node), functions, ...(residual && { residual }) }
    return new NestedLoopJoinExec(left, right, spec)
  },
}
