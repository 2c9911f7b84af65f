/** Puts rows in the order of a window: partitions in the order of their first rows, and within them ORDER BY; marks partitions and peers. */
import type { Column } from '../../columnar/column.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import type { WindowRows } from '../../functions/window/window-rows.ts'
import { rowComparator } from '../../kernels/compare-rows.ts'
import { GroupTable } from '../../kernels/grouping/group-table.ts'
import { rowSequence } from '../../kernels/row-sequence.ts'
import type { SortDirection } from '../../kernels/sort-direction.ts'
import type { TaskContext } from '../physical-operator.ts'
import { sortCooperatively } from '../sort-cooperatively.ts'
import { takeCooperatively } from '../take-cooperatively.ts'

/** Rows numbered before the next look at the clock. */
const STEP_ROWS = 1 << 16

export interface WindowOrder extends Omit<WindowRows, 'frames' | 'nulls'> {
  /** The number in the input of each row in order. */
  readonly order: Uint32Array
  /** The keys of ORDER BY, in order. */
  readonly orderKeys: readonly Column[]
}

export interface OrderInput {
  readonly numRows: number
  readonly partitionKeys: readonly Column[]
  readonly orderKeys: readonly Column[]
  readonly directions: readonly SortDirection[]
}

export async function windowOrder(input: OrderInput, context: Pick<TaskContext, 'breathe'>): Promise<WindowOrder> {
  const { numRows, partitionKeys, directions } = input
  const sorted = input.orderKeys.length > 0 ? await sortCooperatively(input.orderKeys, directions, context) : rowSequence(numRows)
  const { groupOf, numGroups } = await partitionsOf(partitionKeys, numRows, context)
  await context.breathe()
  const { order, firsts } = await byPartition(sorted, { groupOf, numGroups }, context)
  const orderKeys: Column[] = []
  for (const key of input.orderKeys) orderKeys.push(await takeCooperatively(key, order, context))
  const partitions = await spread(firsts, numRows, context)
  const peers =
    orderKeys.length > 0
      ? await spread(await peerFirsts(partitions.starts, { orderKeys, directions }, context), numRows, context)
      : partitions
  return {
    numRows,
    order,
    orderKeys,
    partitionStarts: partitions.starts,
    partitionEnds: partitions.ends,
    peerStarts: peers.starts,
    peerEnds: peers.ends,
  }
}

async function partitionsOf(
  keys: readonly Column[],
  numRows: number,
  context: Pick<TaskContext, 'breathe'>,
): Promise<{ readonly groupOf: Uint32Array; readonly numGroups: number }> {
  const groups = new GroupTable(keys.map(key => key.type))
  const groupOf = new Uint32Array(numRows)
  if (keys.length === 0) return { groupOf, numGroups: 1 }
  for (let start = 0; start < numRows; start += STEP_ROWS) {
    const end = Math.min(numRows, start + STEP_ROWS)
    const some = keys.map(key => sliceColumn(key, start, end))
    groupOf.set(groups.assign(some, end - start), start)
    await context.breathe()
  }
  return { groupOf, numGroups: groups.numGroups }
}

// Typed arrays below are read within their lengths: rows < numRows, groups < numGroups.

/** A stable counting sort by partition, and where each begins. */
async function byPartition(
  sorted: Uint32Array,
  { groupOf, numGroups }: { readonly groupOf: Uint32Array; readonly numGroups: number },
  context: Pick<TaskContext, 'breathe'>,
): Promise<{ readonly order: Uint32Array; readonly firsts: Uint32Array }> {
  const firsts = new Uint32Array(numGroups + 1)
  await inSteps(groupOf.length, context, (start, end) => {
    for (let row = start; row < end; row++) firsts[groupOf[row]! + 1]!++
  })
  for (let group = 0; group < numGroups; group++) firsts[group + 1]! += firsts[group]!
  const next = firsts.slice()
  const order = new Uint32Array(sorted.length)
  await inSteps(sorted.length, context, (start, end) => {
    for (let i = start; i < end; i++) order[next[groupOf[sorted[i]!]!]!++] = sorted[i]!
  })
  return { order, firsts: firsts.subarray(0, numGroups) }
}

async function peerFirsts(
  partitionStarts: Uint32Array,
  keys: { readonly orderKeys: readonly Column[]; readonly directions: readonly SortDirection[] },
  context: Pick<TaskContext, 'breathe'>,
): Promise<Uint32Array> {
  const compare = rowComparator(keys.orderKeys, keys.directions)
  const firsts = new Uint32Array(partitionStarts.length)
  let count = 0
  await inSteps(partitionStarts.length, context, (start, end) => {
    for (let row = start; row < end; row++) {
      if (row === partitionStarts[row] || compare(row - 1, row) !== 0) firsts[count++] = row
    }
  })
  return firsts.subarray(0, count)
}

/** Calls for some rows at a time, with turns for other work in between. */
async function inSteps(numRows: number, context: Pick<TaskContext, 'breathe'>, step: (start: number, end: number) => void): Promise<void> {
  for (let start = 0; start < numRows; start += STEP_ROWS) {
    step(start, Math.min(numRows, start + STEP_ROWS))
    const pause = context.breathe()
    if (pause) await pause
  }
}

/** For each row the first row of its run, and the row behind its last. */
async function spread(firsts: Uint32Array, numRows: number, context: Pick<TaskContext, 'breathe'>): Promise<RunBounds> {
  const starts = new Uint32Array(numRows)
  const ends = new Uint32Array(numRows)
  let run = -1
  let first = 0
  let next = firsts[0] ?? numRows
  await inSteps(numRows, context, (from, to) => {
    for (let row = from; row < to; row++) {
      if (row === next) {
        run++
        first = row
        next = run + 1 < firsts.length ? firsts[run + 1]! : numRows
      }
      starts[row] = first
      ends[row] = next
    }
  })
  return { starts, ends }
}

interface RunBounds {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}
