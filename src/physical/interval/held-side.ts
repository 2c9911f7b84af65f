/** The side of an interval join that is held: its rows in one batch, and the index over their intervals. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { buildEndDirectory } from '../../ranges/count-overlaps.ts'
import { buildIntervalIndex, type IntervalIndex } from '../../ranges/interval-index.ts'
import type { IntervalSet, SortedIntervals } from '../../ranges/interval-set.ts'
import { PairsKernel } from '../../ranges/kernels/pairs-kernel.ts'
import { type OverlapPairs, overlapPairs, type PairRoom } from '../../ranges/overlap-pairs.ts'
import type { RankDirectory } from '../../ranges/rank-directory.ts'
import { collectBatches } from '../join/collect-batches.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import type { IntervalInput } from './interval-input.ts'
import type { KeyCodes } from './key-codes.ts'
import { narrowBatch } from './narrow-batch.ts'
import { sortCooperatively } from './sort-cooperatively.ts'

/** Bytes a row: sorted start, end and row, the chain, running ends, and three directories. */
const INDEX_BYTES = 48

export interface HeldSide {
  /** Only the columns that were asked for. */
  readonly batch: Batch
  readonly index: IntervalIndex
  /** False: rows that are out of order are worth sorting before their pairs are asked for. */
  readonly takesAnyOrder: boolean
  /** As overlapPairs over the index; with `queries`, the query of each pair, where it ran in WebAssembly. Views, valid until the next call. */
  pairs(queries: IntervalSet, bounds: { readonly from: number; readonly limit: number; readonly room: PairRoom }): FoundPairs
  /**
   * Puts the rows themselves into the order of the index, and leaves those out that meet nothing: the rows of a pair after the other are near each other in
   * memory then. False: they stay as they are. For joins that never ask which rows met nothing.
   */
  putInOrder(): boolean
  /** The pairs are not looked at any more, and no more are asked for. */
  release(): void
  /** The ends in order, made when they are first asked for. */
  ends(): RankDirectory
}

export type FoundPairs = OverlapPairs & { readonly answered: number; readonly queries?: Int32Array }

export interface HoldSide {
  readonly input: PhysicalOperator
  /** Whose memory it is. */
  readonly holder: PhysicalOperator
  readonly intervals: IntervalInput
  readonly codes: KeyCodes
  /** Places of the columns to keep. */
  readonly kept: readonly number[]
}

export async function holdSide({ input, holder, intervals, codes, kept }: HoldSide, context: TaskContext): Promise<HeldSide> {
  const all = await collectBatches(input, holder, context)
  reserveMemory(holder, all.numRows * INDEX_BYTES, context)
  const set = intervals(all, codes)
  let batch = narrowBatch(all, kept)
  context.reserve(holder, batchBytes(batch) - batchBytes(all))
  const sorted = await sortCooperatively(set, codes.size, context)
  let index = buildIntervalIndex(sorted)
  await context.breathe()
  let ends: RankDirectory | undefined
  let kernel: PairsKernel | 'none' | undefined
  const pairsKernel = () => {
    kernel ??= PairsKernel.of(sorted) ?? 'none'
    return kernel
  }
  return {
    get batch() {
      return batch
    },
    get index() {
      return index
    },
    get takesAnyOrder() {
      return pairsKernel() !== 'none'
    },
    pairs(queries, bounds) {
      const kernel = pairsKernel()
      const found = kernel === 'none' ? undefined : kernel.pairs(queries, bounds)
      return found ?? overlapPairs(index, queries, bounds)
    },
    putInOrder() {
      const kernel = pairsKernel()
      const bytes = batchBytes(batch)
      if (kernel === 'none' || isInOrder(sorted) || !context.reserve(holder, bytes)) return false
      const { row, length } = sorted
      batch = takeBatch(batch, new Uint32Array(row.buffer, row.byteOffset, length)) // none is negative
      context.reserve(holder, -bytes)
      index = buildIntervalIndex({ ...sorted, row: places(length) })
      kernel.numberByPlace()
      return true
    },
    release() {
      if (kernel !== undefined && kernel !== 'none') kernel.release()
      kernel = 'none'
    },
    ends() {
      ends ??= buildEndDirectory(sorted)
      return ends
    },
  }
}

function places(length: number): Int32Array {
  const places = new Int32Array(length)
  for (let place = 0; place < length; place++) places[place] = place
  return places
}

function isInOrder({ row, length }: SortedIntervals): boolean {
  for (let place = 0; place < length; place++) if (row[place] !== place) return false
  return true
}
