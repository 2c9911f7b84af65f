/** What registerArrow takes, as batches: a Table, record batches, or the bytes of an IPC stream or file (nodejs-polars' writeIPC). */
import type { RecordBatch, Table } from 'apache-arrow'
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'
import { nameOfValue } from './name-of-value.ts'

export type ArrowInput = Table | readonly RecordBatch[] | Uint8Array | ArrayBuffer

export async function readArrowInput(input: ArrowInput): Promise<{ readonly schema: Schema; readonly batches: readonly Batch[] }> {
  const { batchesFromArrow } = await import('../columnar/arrow/batches-from-arrow.ts')
  if (ArrayBuffer.isView(input) || input instanceof ArrayBuffer) return batchesFromArrow(await readIpc(input))
  if (!hasBatches(input)) {
    const message = `An Arrow Table, record batches or the bytes of an IPC stream or file are taken, not ${nameOfValue(input)}. Objects are rows: registerRows.`
    throw new QueryError('CONFIGURATION', message)
  }
  return batchesFromArrow(input)
}

/** Callers without types may pass anything. An empty list has batches, none: they miss a schema. */
function hasBatches(input: unknown): boolean {
  if (Array.isArray(input)) return input.every(item => item?.schema !== undefined && item.numRows !== undefined)
  return typeof input === 'object' && input !== null && 'batches' in input
}

async function readIpc(input: Uint8Array | ArrayBuffer): Promise<Table> {
  const { tableFromIPC } = await import('apache-arrow')
  const bytes = input instanceof ArrayBuffer ? new Uint8Array(input) : input
  let table: Table
  try {
    table = tableFromIPC(bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new QueryError('FORMAT', `The bytes are not an Arrow IPC stream or file that can be read: ${reason}`, {}, { cause: error })
  }
  // Bytes that are something else can come back as a table without columns.
  if (table.numCols === 0) throw new QueryError('FORMAT', 'The bytes are not an Arrow IPC stream or file with columns.')
  return table
}
