/** Makes batches of the messages that IpcEncoder wrote. The schema is the encoder's, so that types come back as they were. */
import { RecordBatchReader } from 'apache-arrow'
import { QueryError } from '../../common/errors.ts'
import type { Batch } from '../batch.ts'
import type { Schema } from '../schema.ts'
import { fromRecordBatch } from './from-record-batch.ts'

export class IpcDecoder {
  readonly #schema: Schema
  readonly #schemaMessage: Uint8Array

  constructor(schema: Schema, schemaMessage: readonly Uint8Array[]) {
    this.#schema = schema
    this.#schemaMessage = joined(schemaMessage)
  }

  /** The columns are views of `message`. */
  decode(message: Uint8Array): Batch {
    const [recordBatch] = RecordBatchReader.from([this.#schemaMessage, message])
    if (recordBatch) return fromRecordBatch(recordBatch, this.#schema)
    throw new QueryError('INTERNAL', 'An Arrow message has no record batch. This is a bug in locusql; please report it.')
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
