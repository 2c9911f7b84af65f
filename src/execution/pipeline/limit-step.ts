/** Lets some rows pass, then stops the input. */
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'

export async function* limitStep(fetch: number, input: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  let left = fetch
  if (left <= 0) return
  for await (const batch of input) {
    yield batch.numRows <= left ? batch : sliceBatch(batch, 0, left)
    left -= batch.numRows
    if (left <= 0) return
  }
}
