/** Batches with others behind them. Small ones are put together, so that a thousand INSERTs of one row do not leave a thousand batches. */
import type { Batch } from '../columnar/batch.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import type { Schema } from '../columnar/schema.ts'

const SMALL_ROWS = 4096

/** Equal sizes are put together, as the digits of a binary number carry: each row is copied a few times at most. */
export function appendBatches(schema: Schema, before: readonly Batch[], added: readonly Batch[]): readonly Batch[] {
  const batches = [...before]
  for (const batch of added) {
    let last = { ...batch, schema }
    for (let previous = batches.at(-1); previous && previous.numRows <= last.numRows; previous = batches.at(-1)) {
      if (previous.numRows + last.numRows > SMALL_ROWS) break
      batches.pop()
      last = concatBatches(schema, [previous, last])
    }
    batches.push(last)
  }
  return batches
}
