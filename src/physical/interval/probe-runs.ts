/** Cuts the streaming side of an interval join into runs to be looked up together: rows in order go batch by batch, others are gathered to be sorted. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import { concatBatches } from '../../columnar/concat-batches.ts'
import type { IntervalSet, Positions } from '../../ranges/interval-set.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import type { IntervalInput } from './interval-input.ts'
import type { KeyCodes } from './key-codes.ts'

export interface ProbeRun {
  readonly batch: Batch
  readonly queries: IntervalSet
  /** False: worth sorting. */
  readonly inOrder: boolean
}

/** Batches gathered at most. They grow from one, so that a LIMIT above reads little. */
const MOST_BATCHES = 128

export interface ProbeRunsOf {
  readonly batches: AsyncIterable<Batch>
  readonly intervals: IntervalInput
  readonly codes: KeyCodes
  /** 'tree': every batch as it comes. */
  readonly algorithm: 'sweep' | 'tree'
  readonly holder: PhysicalOperator
}

export async function* probeRuns(of: ProbeRunsOf, context: TaskContext): AsyncGenerator<ProbeRun> {
  let gathered: { readonly batch: Batch; readonly queries: IntervalSet }[] = []
  let wanted = 1
  for await (const batch of of.batches) {
    const queries = of.intervals(batch, of.codes)
    const inOrder = of.algorithm === 'tree' || isNearlyInOrder(queries)
    if (inOrder) {
      if (gathered.length > 0) yield* release(gathered, of, context)
      gathered = []
      yield { batch, queries, inOrder }
      continue
    }
    reserveMemory(of.holder, batchBytes(batch), context)
    gathered.push({ batch, queries })
    if (gathered.length < wanted) continue
    yield* release(gathered, of, context)
    gathered = []
    wanted = Math.min(MOST_BATCHES, wanted * 2)
  }
  if (gathered.length > 0) yield* release(gathered, of, context)
}

function* release(
  gathered: readonly { readonly batch: Batch; readonly queries: IntervalSet }[],
  { holder }: ProbeRunsOf,
  context: TaskContext,
): Generator<ProbeRun> {
  const [first] = gathered
  if (!first) return
  const batches = gathered.map(({ batch }) => batch)
  const held = batches.reduce((bytes, batch) => bytes + batchBytes(batch), 0)
  yield gathered.length === 1
    ? { ...first, inOrder: false }
    : { batch: concatBatches(first.batch.schema, batches), queries: concatSets(gathered.map(({ queries }) => queries)), inOrder: false }
  context.reserve(holder, -held)
}

/** Steps back, one in so many rows, that looking up in the rows' own order bears. */
const ROWS_A_STEP_BACK = 32

function isNearlyInOrder({ group, start, length }: IntervalSet): boolean {
  let back = 0
  // i < length
  for (let i = 1; i < length; i++) if (start[i]! < start[i - 1]! || group[i] !== group[i - 1]) back++
  return back * ROWS_A_STEP_BACK <= length
}

function concatSets(sets: readonly IntervalSet[]): IntervalSet {
  const length = sets.reduce((sum, set) => sum + set.length, 0)
  const narrow = sets.every(set => set.start instanceof Int32Array)
  const group = new Int32Array(length)
  const start: Positions = narrow ? new Int32Array(length) : new Float64Array(length)
  const end: Positions = narrow ? new Int32Array(length) : new Float64Array(length)
  let at = 0
  for (const set of sets) {
    group.set(set.group, at)
    start.set(set.start as never, at) // never: `set` of the union takes either kind
    end.set(set.end as never, at)
    at += set.length
  }
  return { length, group, start, end }
}
