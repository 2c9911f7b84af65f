/** Runs an input in pieces that are small beside the memory limit, however large its batches are: tables in memory may have very large ones. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { runOperator } from '../run-operator.ts'
import { piecesOf } from './numbered-runs.ts'

/** Of the limit, for one piece. */
const PIECE_PART = 32
const LEAST_ROWS = 64

export async function* limitedInput(input: PhysicalOperator, context: TaskContext): AsyncGenerator<Batch> {
  for await (const batch of runOperator(input, 0, context)) {
    const fitting = Math.floor((context.memoryLimit / PIECE_PART / Math.max(1, batchBytes(batch))) * batch.numRows)
    yield* piecesOf(batch, Math.min(context.batchSize, Math.max(LEAST_ROWS, fitting)))
  }
}
