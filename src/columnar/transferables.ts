/** The buffers to hand over when a batch goes to another thread. It cannot be read here afterwards. */
import type { Batch } from './batch.ts'
import { columnBuffers } from './column-buffers.ts'

/** Each buffer once; shared memory is not transferred but seen by both sides. Dictionaries stay. */
export function transferables(batch: Batch): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const column of batch.columns) {
    for (const { buffer } of columnBuffers(column)) if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) buffers.add(buffer)
  }
  return [...buffers]
}
