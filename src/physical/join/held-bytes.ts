/** What a batch of the held side of a hash join takes. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'

/** A row is held twice while batches become one; its keys, and its places in the index. */
const COPIES = 2
const INDEX_BYTES = 48

export function heldBytes(batch: Batch): number {
  return COPIES * batchBytes(batch) + INDEX_BYTES * batch.numRows
}
