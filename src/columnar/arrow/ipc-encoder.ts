/** Writes batches of one schema as the messages of an Arrow IPC stream, one after the other. Types with dictionaries are not for it: see IpcDecoder. */
import { RecordBatchStreamWriter } from 'apache-arrow'
import type { Batch } from '../batch.ts'
import type { Schema } from '../schema.ts'
import { schemaToArrow } from './schema-to-arrow.ts'
import { toRecordBatch } from './to-record-batch.ts'

export class IpcEncoder {
  readonly #writer = new MessageWriter()
  readonly #schema: Schema
  /** The message that a reader needs before the ones of batches. */
  readonly schemaMessage: readonly Uint8Array[]

  constructor(schema: Schema) {
    this.#schema = schema
    this.#writer.reset(undefined, schemaToArrow(schema))
    this.schemaMessage = this.#writer.take()
  }

  /** The message of one batch, over the buffers of the batch where it can. */
  encode(batch: Batch): readonly Uint8Array[] {
    this.#writer.write(toRecordBatch({ ...batch, schema: this.#schema }))
    return this.#writer.take()
  }
}

/** Arrow's writer queues its bytes for an asynchronous reader; here they are taken message by message. */
class MessageWriter extends RecordBatchStreamWriter {
  #parts: Uint8Array[] = []

  take(): readonly Uint8Array[] {
    const parts = this.#parts
    this.#parts = []
    return parts
  }

  protected override _write(chunk: ArrayBufferView): this {
    if (!this._started || chunk.byteLength === 0) return this
    this.#parts.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    this._position += chunk.byteLength
    return this
  }
}
