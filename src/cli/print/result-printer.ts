/** Turns the batches of one result into bytes of one format. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'

export interface ResultPrinter {
  begin(schema: Schema): void
  print(batch: Batch): void
  /** What of a batch is still read after `print`. */
  readonly keeps: 'nothing' | 'batches'
  end(): void
}
