/** Merges runs of sorted rows into one. Equal rows keep the order of their runs, so that a merge of runs is the sort of all their rows. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { concatBatches } from '../../columnar/concat-batches.ts'
import type { Schema } from '../../columnar/schema.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { rowComparator } from '../../kernels/compare-rows.ts'
import type { SortDirection } from '../../kernels/sort-direction.ts'
import { sortRows } from '../../kernels/sort-rows.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import type { HeldRows } from './held-rows.ts'
import { mergedAtOnce, spillBatchBytes } from './spill-sizes.ts'

export interface MergeSpec {
  readonly holder: PhysicalOperator
  /** Of the rows in the runs. */
  readonly schema: Schema
  /** Places of the columns to compare by; one direction each. */
  readonly keys: readonly number[]
  readonly directions: readonly SortDirection[]
}

/** Removes the runs as it is done with them. Batches have at most `context.batchSize` rows. */
export async function* mergeRuns(runs: readonly HeldRows[], spec: MergeSpec, context: TaskContext): AsyncGenerator<Batch> {
  const width = mergedAtOnce(context.memoryLimit)
  const bytes = Math.min(width, runs.length) * 2 * spillBatchBytes(context.memoryLimit)
  context.reserve(spec.holder, bytes, 'anyway')
  let left = runs
  while (left.length > width) left = await mergeGroups(left, { ...spec, width }, context)
  yield* mergeOnce(left, spec, context)
  for (const run of left) await run.remove()
  context.reserve(spec.holder, -bytes)
}

/** Neighbours only, and no more of them than must be: order is kept, and most rows are written once. */
async function mergeGroups(
  runs: readonly HeldRows[],
  spec: MergeSpec & { readonly width: number },
  context: TaskContext,
): Promise<readonly HeldRows[]> {
  const merged: HeldRows[] = []
  for (let start = 0; start < runs.length; start += spec.width) {
    const group = runs.slice(start, start + spec.width)
    const [only, ...others] = group
    if (only && others.length === 0) {
      merged.push(only)
      continue
    }
    const file = await context.createSpillFile(spec.holder, spec.schema)
    for await (const batch of mergeOnce(group, spec, context)) await file.append(batch)
    for (const run of group) await run.remove()
    merged.push(file)
  }
  return merged
}

/** The batch of a run that is being used up. */
interface Head {
  readonly batches: AsyncIterator<Batch>
  batch: Batch
  keys: readonly Column[]
  /** Rows before this one are used. */
  from: number
}

/**
 * In each round the batch whose last row is the least of all is used up: together with the rows of the others that come before that one, it can be
 * sorted and handed on, for nothing that is still in a file comes before it.
 */
async function* mergeOnce(runs: readonly HeldRows[], spec: MergeSpec, context: TaskContext): AsyncGenerator<Batch> {
  const iterators = runs.map(run => run.read()[Symbol.asyncIterator]())
  try {
    let heads: Head[] = []
    for (const batches of iterators) {
      const head = await advance({ batches, batch: { schema: spec.schema, numRows: 0, columns: [] }, keys: [], from: 0 }, spec)
      if (head) heads.push(head)
    }
    while (heads.length > 0) {
      yield* emitRound(heads, spec, context)
      const next: Head[] = []
      for (const head of heads) {
        const still = head.from < head.batch.numRows ? head : await advance(head, spec)
        if (still) next.push(still)
      }
      heads = next
      const pause = context.breathe()
      if (pause) await pause
    }
  } finally {
    for (const batches of iterators) await batches.return?.()
  }
}

async function advance(head: Head, { keys }: MergeSpec): Promise<Head | undefined> {
  const next = await head.batches.next()
  if (next.done) return undefined
  head.batch = next.value
  head.keys = keys.map(place => next.value.columns[place]!) // places of the schema's columns
  head.from = 0
  return head
}

function* emitRound(heads: readonly Head[], spec: MergeSpec, { batchSize }: TaskContext): Generator<Batch> {
  const { schema, directions } = spec
  const bound = leastLast(heads, directions)
  const parts: Batch[] = []
  for (const [index, head] of heads.entries()) {
    const end = endOf(head, { of: heads[bound]!, equal: index < bound ? 'before' : 'after', directions }) // bound is one of them
    if (end > head.from) parts.push(sliceBatch(head.batch, head.from, end))
    head.from = end
  }
  const all = parts.length === 1 ? parts[0]! : concatBatches(schema, parts) // there is one
  if (parts.length === 1) {
    for (let start = 0; start < all.numRows; start += batchSize) yield sliceBatch(all, start, Math.min(all.numRows, start + batchSize))
    return
  }
  const order = sortRows(
    spec.keys.map(place => all.columns[place]!), // as above
    directions,
  )
  for (let start = 0; start < order.length; start += batchSize) yield takeBatch(all, order.subarray(start, start + batchSize))
}

/** Among equals the first: the rows behind it may have more that are equal, and come before those of later runs. */
function leastLast(heads: readonly Head[], directions: readonly SortDirection[]): number {
  let least = 0
  for (let i = 1; i < heads.length; i++) {
    const a = heads[i]! // i and least are below the length
    const b = heads[least]!
    if (rowComparator(a.keys, directions, b.keys)(a.batch.numRows - 1, b.batch.numRows - 1) < 0) least = i
  }
  return least
}

/** Where the rows of a head end that come before the last row of another one. */
function endOf(
  head: Head,
  bound: { readonly of: Head; readonly equal: 'before' | 'after'; readonly directions: readonly SortDirection[] },
): number {
  const { of, equal, directions } = bound
  if (head === of) return head.batch.numRows
  const last = of.batch.numRows - 1
  const lastKeys = of.keys.map(key => sliceColumn(key, last, last + 1))
  const compare = rowComparator(head.keys, directions, lastKeys)
  let low = head.from
  let high = head.batch.numRows
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = compare(middle, 0)
    if (order < 0 || (order === 0 && equal === 'before')) low = middle + 1
    else high = middle
  }
  return low
}
