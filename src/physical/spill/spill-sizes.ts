/** How the memory that operators work in is cut when they spill. */
import type { TaskContext } from '../physical-operator.ts'

/** Of the limit, for one batch of a file that is read beside others. */
const BATCH_PART = 256
const LEAST_BATCH_BYTES = 8 << 10
const MOST_BATCH_BYTES = 1 << 20
const LEAST_ROWS = 64
const LEAST_MERGED = 4
const MOST_MERGED = 32

/** Bytes of a batch in a file. */
export function spillBatchBytes(memoryLimit: number): number {
  return Math.min(MOST_BATCH_BYTES, Math.max(LEAST_BATCH_BYTES, memoryLimit / BATCH_PART))
}

/** Rows of a batch in a file, where `rows` of them take `bytes`. */
export function spillBatchRows(
  { memoryLimit, batchSize }: Pick<TaskContext, 'memoryLimit' | 'batchSize'>,
  rows: number,
  bytes: number,
): number {
  const fitting = Math.floor((spillBatchBytes(memoryLimit) * rows) / Math.max(1, bytes))
  return Math.min(batchSize, Math.max(LEAST_ROWS, fitting))
}

/** How many files are merged at once: each has a batch in memory, and their rows are brought together in as much again. */
export function mergedAtOnce(memoryLimit: number): number {
  const fitting = Math.floor(memoryLimit / 4 / (2 * spillBatchBytes(memoryLimit)))
  return Math.min(MOST_MERGED, Math.max(LEAST_MERGED, fitting))
}
