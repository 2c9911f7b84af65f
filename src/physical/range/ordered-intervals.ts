/** All rows of an input in the order (keys bytewise, start, end, row): what merge, cluster and complement go through. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import { sortRows } from '../../kernels/sort-rows.ts'
import type { IntervalSet, SortedIntervals } from '../../ranges/interval-set.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import { sortCooperatively } from '../interval/sort-cooperatively.ts'
import { collectBatches } from '../join/collect-batches.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import { resolveById } from '../resolve-by-id.ts'
import { type RangeOperationSpec, rangeInput } from './range-operation-spec.ts'

export interface OrderedIntervals {
  readonly batch: Batch
  readonly sorted: SortedIntervals
  /** The key columns of the batch, in its own order. */
  readonly keys: readonly Column[]
}

/** Bytes a row of keys, positions and order. */
const ORDER_BYTES = 40

/** NULL positions are an error: these operations have no row to give for them. */
export async function orderIntervals(
  of: { readonly input: PhysicalOperator; readonly place: number; readonly holder: PhysicalOperator; readonly spec: RangeOperationSpec },
  context: TaskContext,
): Promise<OrderedIntervals> {
  const { input, place, holder, spec } = of
  const batch = await collectBatches(input, holder, context)
  reserveMemory(holder, batch.numRows * ORDER_BYTES, context)
  const codes = new KeyCodes(spec.operation.columns[place]?.keys.length ?? 0)
  const set = rangeInput(spec, place, 'error')(batch, codes)
  const resolve = resolveById(spec.inputIds[place] ?? [])
  const keys = (spec.operation.columns[place]?.keys ?? []).map(key => compileExpr(key, resolve, spec.functions)(batch))
  return { batch, sorted: await sortCooperatively(inKeyOrder(set, keys, codes.size), codes.size, context), keys }
}

/** Renumbers the groups so that their codes ascend with their keys. */
function inKeyOrder(set: IntervalSet, keys: readonly Column[], groups: number): IntervalSet {
  const firstRow = new Uint32Array(groups)
  for (let row = set.length - 1; row >= 0; row--) firstRow[set.group[row]!] = row // row < length; no code is -1 here
  const order = sortRows(
    keys.map(key => takeColumn(key, firstRow)),
    keys.map(() => ({ descending: false, nullsFirst: false })),
  )
  const rank = new Int32Array(groups)
  for (let i = 0; i < groups; i++) rank[order[i] ?? i] = i
  const group = new Int32Array(set.length)
  for (let row = 0; row < set.length; row++) group[row] = rank[set.group[row]!]! // row < length; codes lie below groups
  return { ...set, group }
}
