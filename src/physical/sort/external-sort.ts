/** Sorts within execution.memory_limit: as many rows as fit are sorted at once; if there are more, sorted runs go to temporary files and are merged. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { Schema } from '../../columnar/schema.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { SortKey } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { sortCooperatively } from '../sort-cooperatively.ts'
import { concatCooperatively } from '../spill/concat-cooperatively.ts'
import { extendBatch, extendSchema, firstColumns } from '../spill/extra-columns.ts'
import { type HeldRows, RowsInMemory } from '../spill/held-rows.ts'
import { type MergeSpec, mergeRuns } from '../spill/merge-runs.ts'
import { RowBuffer } from '../spill/row-buffer.ts'
import { spillBatchRows } from '../spill/spill-sizes.ts'

export interface ExternalSortSpec {
  readonly holder: PhysicalOperator
  readonly input: AsyncIterable<Batch>
  readonly schema: Schema
  readonly ids: readonly number[]
  readonly keys: readonly SortKey[]
  readonly fetch?: number | undefined
  readonly functions: FunctionRegistry
}

/** A row is held twice, in its batch and in the one that is sorted, with its place in two arrays. */
const COPIES = 2
const ORDER_BYTES = 8

export async function* externalSort(spec: ExternalSortSpec, context: TaskContext): AsyncGenerator<Batch> {
  const { holder, input, schema } = spec
  const rows = keyedRows(spec)
  const runs: HeldRows[] = []
  const buffer = new RowBuffer(holder, context, batch => COPIES * batchBytes(batch) + ORDER_BYTES * batch.numRows)
  for await (const batch of input) {
    const keyed = rows.extend(batch)
    if (buffer.add(keyed, 'share')) continue
    if (buffer.numRows > 0) runs.push(await writeRun(buffer, { spec, merge: rows.merge }, context))
    buffer.add(keyed, 'anyway')
  }
  if (buffer.numRows > 0) runs.push(await sortedRun(buffer, { spec, merge: rows.merge }, context))
  let left = spec.fetch ?? Number.POSITIVE_INFINITY
  for await (const batch of mergeRuns(runs, rows.merge, context)) {
    const sorted = firstColumns(batch, schema)
    if (sorted.numRows >= left) {
      yield takeBatch(
        sorted,
        Uint32Array.from({ length: left }, (_, row) => row),
      )
      return
    }
    left -= sorted.numRows
    yield sorted
  }
}

/** Keys that are no columns are computed once, and stand behind the columns. */
function keyedRows({ holder, ids, keys, functions, ...spec }: ExternalSortSpec): {
  readonly merge: MergeSpec
  extend(batch: Batch): Batch
} {
  const computed = keys.filter(({ expr }) => expr.kind !== 'column')
  const evaluate = computed.map(({ expr }) => compileExpr(expr, resolveById(ids), functions))
  const schema: Schema = extendSchema(
    spec.schema,
    computed.map(({ expr }) => typeOf(expr)),
  )
  const place = (key: SortKey) => (key.expr.kind === 'column' ? ids.indexOf(key.expr.id) : ids.length + computed.indexOf(key))
  return {
    merge: { holder, schema, keys: keys.map(place), directions: keys },
    extend: batch =>
      extendBatch(
        batch,
        schema,
        evaluate.map(compute => compute(batch)),
      ),
  }
}

interface RunSpec {
  readonly spec: ExternalSortSpec
  readonly merge: MergeSpec
}

/** The rows of the buffer, sorted; its memory stays counted while they are read. */
async function sortedRun(buffer: RowBuffer, { spec, merge }: RunSpec, context: TaskContext): Promise<HeldRows> {
  const bytesPerRow = buffer.bytes / buffer.numRows / COPIES
  const batch = await concatCooperatively(merge.schema, buffer.take(), context)
  const keys = merge.keys.map(place => batch.columns[place]!) // places of the schema's columns
  const sorted = await sortCooperatively(keys, merge.directions, context)
  const order = sorted.subarray(0, spec.fetch)
  const step = spillBatchRows(context, 1, bytesPerRow)
  return new RowsInMemory(order.length, inOrder(batch, order, step))
}

async function writeRun(buffer: RowBuffer, run: RunSpec, context: TaskContext): Promise<HeldRows> {
  const sorted = await sortedRun(buffer, run, context)
  const file = await context.createSpillFile(run.spec.holder, run.merge.schema)
  for await (const batch of sorted.read()) {
    await file.append(batch)
    const pause = context.breathe()
    if (pause) await pause
  }
  buffer.release()
  return file
}

function* inOrder(batch: Batch, order: Uint32Array, step: number): Generator<Batch> {
  for (let start = 0; start < order.length; start += step) yield takeBatch(batch, order.subarray(start, start + step))
}
