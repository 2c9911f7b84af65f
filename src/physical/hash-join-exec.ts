/** Joins on equal keys: the right side is held in a hash table, the left side streams by. Rows come in the order of the left side. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { JoinKeys } from '../logical/logical-plan.ts'
import { coalesce } from './coalesce.ts'
import { collectWithKeys } from './collect-with-keys.ts'
import { HeldRight } from './join/held-right.ts'
import { joinColumns } from './join/join-columns.ts'
import type { JoinSpec } from './join/join-spec.ts'
import { KeyIndex } from './join/key-index.ts'
import { limitedHashJoin } from './join/limited-hash-join.ts'
import { worthSwapping } from './join/worth-swapping.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { runOperator } from './run-operator.ts'

export interface HashJoinSpec extends JoinSpec {
  readonly on: readonly JoinKeys[]
}

export class HashJoinExec implements PhysicalOperator {
  readonly name = 'HashJoinExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #left: PhysicalOperator
  readonly #right: PhysicalOperator
  readonly #spec: HashJoinSpec

  constructor(left: PhysicalOperator, right: PhysicalOperator, spec: HashJoinSpec) {
    this.#left = coalesce(left)
    this.#right = coalesce(right)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#left, this.#right]
  }

  describe(): Readonly<Record<string, string>> {
    const { joinType, on, residual, leftIds, rightIds } = this.#spec
    const fewer = this.schema.fields.length < leftIds.length + (joinType === 'semi' || joinType === 'anti' ? 0 : rightIds.length)
    const projection = fewer && { projection: `[${this.schema.fields.map(field => field.name).join(', ')}]` }
    const keys = on.map(pair => `${formatExpr(pair.left)} ${pair.nullsEqual ? 'IS NOT DISTINCT FROM' : '='} ${formatExpr(pair.right)}`)
    return { type: joinType, on: `[${keys.join(', ')}]`, ...(residual && { filter: formatExpr(residual) }), ...projection }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    if (context.memoryLimit > 0) {
      yield* limitedHashJoin({ holder: this, left: this.#left, right: this.#right, spec: this.#spec }, context)
      return
    }
    const { joinType, on, rightIds, functions } = this.#spec
    const by = { ids: rightIds, keys: on.map(pair => pair.right), functions }
    const { batch: right, keys: rightKeys } = await collectWithKeys({ holder: this, input: this.#right, by }, context)
    // Without right rows, these joins give nothing whatever the left side holds.
    if (right.numRows === 0 && (joinType === 'inner' || joinType === 'right' || joinType === 'semi')) return
    reserveMemory(this, KeyIndex.bytesPerRow * right.numRows, context)
    const held = await HeldRight.build(right, rightKeys, { spec: this.#spec, context })
    for await (const left of runOperator(this.#left, 0, context)) yield* held.probe(left, context)
    yield* held.unmatchedRight(context)
  }
}

export const hashJoinStrategy: PhysicalStrategy = {
  name: 'hash-join',
  plan(node, [left, right], { functions }) {
    if (node.kind !== 'join' || node.on.length === 0 || !left || !right) return undefined
    const { schema, joinType, residual } = node
    const spec = { schema, joinType, on: node.on, ...joinColumns(node), functions, ...(residual && { residual }) }
    return joinType === 'inner' && worthSwapping(left, right) ? swapped(left, right, spec) : new HashJoinExec(left, right, spec)
  },
}

/** Holds the left side; the columns keep their order. */
function swapped(
  left: PhysicalOperator,
  right: PhysicalOperator,
  spec: HashJoinSpec & Required<Pick<HashJoinSpec, 'output'>>,
): PhysicalOperator {
  const { leftIds, rightIds, output } = spec
  return new HashJoinExec(right, left, {
    ...spec,
    on: spec.on.map(pair => ({ ...pair, left: pair.right, right: pair.left })),
    leftIds: rightIds,
    rightIds: leftIds,
    output: output.map(place => (place < leftIds.length ? place + rightIds.length : place - leftIds.length)),
  })
}
