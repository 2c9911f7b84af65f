/** Batches as an Arrow Table, one record batch each, with one dictionary a column. */
import { Table } from 'apache-arrow'
import type { Batch } from '../batch.ts'
import type { Schema } from '../schema.ts'
import { unifyDictionaries } from '../unify-dictionaries.ts'
import { schemaToArrow } from './schema-to-arrow.ts'
import { toRecordBatch } from './to-record-batch.ts'

/** Every batch gets the dictionaries as they are now: with all entries of the table. */
export function toArrowTable(schema: Schema, batches: readonly Batch[]): Table {
  const arrowSchema = schemaToArrow(schema)
  return new Table(
    arrowSchema,
    unifyDictionaries(schema, batches).map(batch => toRecordBatch(batch, arrowSchema)),
  )
}
