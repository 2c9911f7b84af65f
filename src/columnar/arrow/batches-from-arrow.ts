/** An Arrow Table, or its record batches, as batches of one schema with one dictionary a column. */
import type { RecordBatch, Table } from 'apache-arrow'
import { QueryError } from '../../common/errors.ts'
import type { Batch } from '../batch.ts'
import { sameType } from '../same-type.ts'
import type { Schema } from '../schema.ts'
import { typeName } from '../type-name.ts'
import { ArrowDictionaries } from './arrow-dictionaries.ts'
import { fromRecordBatch } from './from-record-batch.ts'
import { schemaFromArrow } from './schema-from-arrow.ts'

/** Record batches need a first one to know the schema; a Table without rows has its schema. */
export function batchesFromArrow(source: Table | readonly RecordBatch[]): { readonly schema: Schema; readonly batches: readonly Batch[] } {
  const recordBatches = 'batches' in source ? source.batches : source
  const arrowSchema = 'batches' in source ? source.schema : source[0]?.schema
  if (arrowSchema === undefined)
    throw new QueryError('CONFIGURATION', 'No Arrow record batch was given, so there is no schema. Pass a Table, or at least one batch.')
  const schema = schemaFromArrow(arrowSchema)
  const dictionaries = new ArrowDictionaries()
  for (const [i, recordBatch] of recordBatches.entries()) checkSchema(schema, schemaFromArrow(recordBatch.schema), i)
  // Batches without rows are left out: apache-arrow makes some, from vectors without items, whose children are not data.
  const batches = recordBatches.filter(({ numRows }) => numRows > 0).map(batch => fromRecordBatch(batch, schema, dictionaries))
  return { schema, batches }
}

function checkSchema(expected: Schema, actual: Schema, index: number): void {
  if (actual.fields.length !== expected.fields.length) {
    throw new QueryError(
      'CONFIGURATION',
      `Record batch ${index} has ${actual.fields.length} columns where the first has ${expected.fields.length}.`,
    )
  }
  for (const [i, field] of expected.fields.entries()) {
    const other = actual.fields[i]! // as many fields
    if (sameType(field.type, other.type)) continue
    throw new QueryError(
      'CONFIGURATION',
      `Column "${field.name}" is ${typeName(field.type)} in the first record batch and ${typeName(other.type)} in record batch ${index}.`,
    )
  }
}
