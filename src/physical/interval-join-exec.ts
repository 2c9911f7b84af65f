/** Joins rows whose intervals overlap: holds the right side in an index and streams the left side past it. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { OverlapCondition } from '../logical/logical-plan.ts'
import { hasOverlap } from '../ranges/has-overlap.ts'
import { buildIntervalIndex, type IntervalIndex } from '../ranges/interval-index.ts'
import type { IntervalSet } from '../ranges/interval-set.ts'
import { overlapPairs } from '../ranges/overlap-pairs.ts'
import { sortIntervals } from '../ranges/sort-intervals.ts'
import { coalesce } from './coalesce.ts'
import { compileIntervalInput } from './interval/interval-input.ts'
import { KeyCodes } from './interval/key-codes.ts'
import type { Candidates } from './join/candidates.ts'
import { collectBatches } from './join/collect-batches.ts'
import { JoinOutput } from './join/join-output.ts'
import type { JoinSpec } from './join/join-spec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { runOperator } from './run-operator.ts'

/** Bytes a row of the right side: sorted start, end and row, the chain, running ends, and two directories. */
const INDEX_BYTES = 36

/** Pairs listed at once: bounds memory where one batch meets very many rows. */
const PAIRS_AT_ONCE = 262_144

/** Rows come in the order of the left side, then by (start, end, row) of the right one; unmatched right rows last. */
export class IntervalJoinExec implements PhysicalOperator {
  readonly name = 'IntervalJoinExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #left: PhysicalOperator
  readonly #right: PhysicalOperator
  readonly #overlap: OverlapCondition
  readonly #spec: JoinSpec

  constructor(inputs: { readonly left: PhysicalOperator; readonly right: PhysicalOperator }, overlap: OverlapCondition, spec: JoinSpec) {
    this.#left = coalesce(inputs.left)
    this.#right = coalesce(inputs.right)
    this.#overlap = overlap
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#left, this.#right]
  }

  describe(): Readonly<Record<string, string>> {
    const { left, right, leftStartOp, leftEndOp } = this.#overlap
    const keys = left.keys.map((key, i) => `${formatExpr(key)} = ${right.keys[i] ? formatExpr(right.keys[i]) : '?'}`)
    return {
      type: this.#spec.joinType,
      ...(keys.length > 0 && { on: `[${keys.join(', ')}]` }),
      overlap: `[${formatExpr(left.start)} ${leftStartOp} ${formatExpr(right.end)}, ${formatExpr(left.end)} ${leftEndOp} ${formatExpr(right.start)}]`,
      algorithm: 'tree',
      build: 'right',
      ...(this.#spec.residual && { filter: formatExpr(this.#spec.residual) }),
    }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { joinType, leftIds, rightIds, functions } = this.#spec
    const { left, right, leftStartOp, leftEndOp } = this.#overlap
    const codes = new KeyCodes(left.keys.length)
    const shared = { functions, onNull: 'no-match', operation: 'An interval join', startShift: 0 } as const
    // `a <= b` of integers is `a < b + 1`.
    const rightInput = compileIntervalInput({ ...shared, columns: right, ids: rightIds, endShift: leftStartOp === '<=' ? 1 : 0 })
    const leftInput = compileIntervalInput({ ...shared, columns: left, ids: leftIds, endShift: leftEndOp === '>=' ? 1 : 0 })

    const held = await collectBatches(this.#right, this, context)
    if (held.numRows === 0 && (joinType === 'inner' || joinType === 'right' || joinType === 'semi')) return
    reserveMemory(this, held.numRows * INDEX_BYTES, context)
    const index = buildIntervalIndex(sortIntervals(rightInput(held, codes), codes.size))
    const output = new JoinOutput(this.#spec, held)
    for await (const batch of runOperator(this.#left, 0, context))
      yield* this.#probe({ batch, queries: leftInput(batch, codes), index, output }, context)
    yield* output.unmatchedRight(context)
  }

  async *#probe(
    of: { readonly batch: Batch; readonly queries: IntervalSet; readonly index: IntervalIndex; readonly output: JoinOutput },
    context: TaskContext,
  ): AsyncGenerator<Batch> {
    const { batch, queries, index, output } = of
    const { joinType, residual } = this.#spec
    if ((joinType === 'semi' || joinType === 'anti') && !residual) {
      yield* output.probe(batch, oneCandidateWhere(hasOverlap(index, queries)), context)
      return
    }
    for (let from = 0; from < queries.length; ) {
      const pairs = overlapPairs(index, queries, { from, limit: PAIRS_AT_ONCE })
      const starts = Uint32Array.from(pairs.offsets.subarray(0, -1))
      const ends = Uint32Array.from(pairs.offsets.subarray(1))
      const rows = new Uint32Array(pairs.rows.buffer, pairs.rows.byteOffset, pairs.rows.length)
      yield* output.probe(sliceBatch(batch, from, pairs.answered), { starts, ends, rows }, context)
      from = pairs.answered
    }
  }
}

/** For semi and anti joins any right row stands for all. */
function oneCandidateWhere(found: Uint8Array): Candidates {
  return { starts: new Uint32Array(found.length), ends: Uint32Array.from(found), rows: new Uint32Array(1) }
}

export const intervalJoinStrategy: PhysicalStrategy = {
  name: 'interval-join',
  plan(node, [left, right], { functions }) {
    if (node.kind !== 'interval-join' || !left || !right) return undefined
    const { schema, joinType, residual, overlap } = node
    const spec = { schema, joinType, leftIds: node.left.ids, rightIds: node.right.ids, functions, ...(residual && { residual }) }
    return new IntervalJoinExec({ left, right }, overlap, spec)
  },
}
