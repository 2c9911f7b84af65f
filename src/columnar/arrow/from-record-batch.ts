/** An Arrow RecordBatch as a batch, over the same buffers where the layouts agree. */
import type { RecordBatch } from 'apache-arrow'
import type { Batch } from '../batch.ts'
import type { Schema } from '../schema.ts'
import { sliceColumn } from '../slice-column.ts'
import { ArrowDictionaries } from './arrow-dictionaries.ts'
import { columnFromArrow } from './column-from-arrow.ts'
import { schemaFromArrow } from './schema-from-arrow.ts'

/** Pass the same `schema` and `dictionaries` for all batches of a table, so that they share both. */
export function fromRecordBatch(
  recordBatch: RecordBatch,
  schema: Schema = schemaFromArrow(recordBatch.schema),
  dictionaries: ArrowDictionaries = new ArrowDictionaries(),
): Batch {
  const { numRows } = recordBatch
  const columns = recordBatch.data.children.map((data, i) => {
    // The schema has one field a child.
    const column = columnFromArrow(data, { type: schema.fields[i]!.type, dictionaries, path: `${i}` })
    return sliceColumn(column, 0, numRows)
  })
  return { schema, numRows, columns }
}
