/** An Arrow IPC stream, as polars, DuckDB and pyarrow read it from standard input. */
import { type Schema as ArrowSchema, RecordBatchStreamWriter } from 'apache-arrow'
import { schemaToArrow } from '../../columnar/arrow/schema-to-arrow.ts'
import { toRecordBatch } from '../../columnar/arrow/to-record-batch.ts'
import type { Batch } from '../../columnar/batch.ts'
import { emptyBatch } from '../../columnar/empty-batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'

export class ArrowPrinter implements ResultPrinter {
  readonly keeps = 'nothing' // the output has copies
  readonly #writer: DirectWriter
  #schema: Schema = { fields: [] }
  #arrowSchema: ArrowSchema | undefined
  #batches = 0

  constructor(out: OutputBuffer) {
    this.#writer = new DirectWriter(out)
  }

  begin(schema: Schema): void {
    this.#schema = schema
    this.#arrowSchema = schemaToArrow(schema)
  }

  print(batch: Batch): void {
    this.#batches++
    this.#writer.write(toRecordBatch({ ...batch, schema: this.#schema }, this.#arrowSchema))
  }

  end(): void {
    // A result without rows still has its columns.
    if (this.#batches === 0) this.print(emptyBatch(this.#schema))
    this.#writer.finish()
  }
}

/** Arrow's writer queues its bytes for an asynchronous reader; here they go straight into the output. */
class DirectWriter extends RecordBatchStreamWriter {
  readonly #out: OutputBuffer

  constructor(out: OutputBuffer) {
    super()
    this.#out = out
  }

  protected override _write(chunk: ArrayBufferView): this {
    if (!this._started || chunk.byteLength === 0) return this
    this.#out.append(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    this._position += chunk.byteLength
    return this
  }
}
