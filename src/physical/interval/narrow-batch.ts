/** Some of a batch's columns, by their places. */
import type { Batch } from '../../columnar/batch.ts'

export function narrowBatch(batch: Batch, places: readonly number[]): Batch {
  return {
    // In range: places were found among the batch's columns.
    schema: { ...batch.schema, fields: places.map(place => batch.schema.fields[place]!) },
    numRows: batch.numRows,
    columns: places.map(place => batch.columns[place]!),
  }
}
