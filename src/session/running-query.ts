/** A statement that has begun: its columns, its batches in the engine's own layout, and what it tells while they are read. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { NO_STATS, type QueryStats } from './query-stats.ts'

export interface RunningQuery {
  readonly schema: Schema
  /** To be read once. Leaving the loop frees everything. */
  readonly batches: AsyncIterable<Batch>
  /** Whether who reads a batch is the last to do so: its memory may be given back (columnar/spare-buffers.ts). */
  readonly memory: 'given' | 'shared'
  readonly warnings: readonly string[]
  readonly stats: QueryStats
}

/** The answer of a statement that has nothing to read from. */
export function finishedQuery(batch: Batch, warnings: readonly string[] = []): RunningQuery {
  return {
    schema: batch.schema,
    batches: onlyBatch(batch),
    memory: 'shared',
    warnings,
    stats: { ...NO_STATS, rows: batch.numRows },
  }
}

async function* onlyBatch(batch: Batch): AsyncGenerator<Batch, void, void> {
  yield batch
}
