/**
 * Hash join within execution.memory_limit. A right side that fits is held as always. Otherwise both sides are parted by key into temporary files, and
 * each part is joined by itself; rows come back in the order of the left side by their numbers.
 */
import type { Batch } from '../../columnar/batch.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { HashJoinSpec } from '../hash-join-exec.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { concatCooperatively } from '../spill/concat-cooperatively.ts'
import { extendBatch, extendSchema } from '../spill/extra-columns.ts'
import { limitedInput } from '../spill/limited-input.ts'
import { PartitionedRows } from '../spill/partitioned-rows.ts'
import { RowBuffer } from '../spill/row-buffer.ts'
import { numbersFrom, ROW_NUMBER } from '../spill/row-numbers.ts'
import { heldBytes } from './held-bytes.ts'
import { HeldRight } from './held-right.ts'
import { PartedJoin } from './parted-join.ts'

export interface LimitedJoin {
  readonly holder: PhysicalOperator
  readonly left: PhysicalOperator
  readonly right: PhysicalOperator
  readonly spec: HashJoinSpec
}

export async function* limitedHashJoin(join: LimitedJoin, context: TaskContext): AsyncGenerator<Batch> {
  const { holder, left, right, spec } = join
  const buffer = new RowBuffer(holder, context, heldBytes)
  let parts: PartitionedRows | undefined
  let rows = 0
  for await (const batch of limitedInput(right, context)) {
    if (!parts && buffer.add(batch, 'share')) continue
    if (!parts) {
      parts = partitionsOf(join, 'right', context)
      for (const held of buffer.take()) {
        await parts.add(numbered(held, rows))
        rows += held.numRows
      }
      buffer.release()
    }
    await parts.add(numbered(batch, rows))
    rows += batch.numRows
  }
  if (parts) {
    yield* joinParts(join, parts, context)
    return
  }
  const held = await concatCooperatively(right.schema, buffer.take(), context)
  const { joinType } = spec
  // Without right rows, these joins give nothing whatever the left side holds.
  if (held.numRows === 0 && (joinType === 'inner' || joinType === 'right' || joinType === 'semi')) return
  const built = await HeldRight.build(held, keysOf(spec, 'right')(held), { spec, context })
  for await (const batch of limitedInput(left, context)) yield* built.probe(batch, context)
  yield* built.unmatchedRight(context)
}

async function* joinParts(join: LimitedJoin, rightParts: PartitionedRows, context: TaskContext): AsyncGenerator<Batch> {
  const rightFiles = await rightParts.finish()
  const leftParts = partitionsOf(join, 'left', context)
  let rows = 0
  for await (const batch of limitedInput(join.left, context)) {
    await leftParts.add(numbered(batch, rows))
    rows += batch.numRows
  }
  const parted = new PartedJoin(
    { holder: join.holder, spec: join.spec, left: join.left.schema, right: join.right.schema, keysOf: side => keysOf(join.spec, side) },
    context,
  )
  await parted.join({ left: await leftParts.finish(), right: rightFiles }, { depth: 1, rightRows: Number.POSITIVE_INFINITY })
  yield* parted.read()
}

function numbered(batch: Batch, first: number): Batch {
  return extendBatch(batch, extendSchema(batch.schema, [ROW_NUMBER]), [numbersFrom(first, batch.numRows)])
}

function partitionsOf({ holder, left, right, spec }: LimitedJoin, side: 'left' | 'right', context: TaskContext): PartitionedRows {
  const schema = extendSchema((side === 'left' ? left : right).schema, [ROW_NUMBER])
  return new PartitionedRows({ holder, schema, keysOf: keysOf(spec, side), depth: 0 }, context)
}

function keysOf({ on, leftIds, rightIds, functions }: HashJoinSpec, side: 'left' | 'right') {
  const resolve = resolveById(side === 'left' ? leftIds : rightIds)
  const evaluate = on.map(pair => compileExpr(pair[side], resolve, functions))
  return (batch: Batch) => evaluate.map(key => key(batch))
}
