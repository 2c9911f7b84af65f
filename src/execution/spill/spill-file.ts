/** Rows of one operator in a temporary file, as an Arrow IPC stream: codes of dictionaries as integers, since the dictionaries stay in memory. */
import { IpcDecoder } from '../../columnar/arrow/ipc-decoder.ts'
import { IpcEncoder } from '../../columnar/arrow/ipc-encoder.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { codesSchema, returnDictionaries, takeDictionaries } from '../../columnar/dictionary-codes.ts'
import type { Schema } from '../../columnar/schema.ts'
import { throwIfAborted } from '../../common/abort.ts'
import type { TemporaryFile } from '../../io/temporary-store.ts'

interface Written {
  readonly offset: number
  readonly length: number
  readonly numRows: number
  readonly dictionaries: readonly Dictionary[]
}

export interface SpillFileParts {
  readonly schema: Schema
  readonly file: TemporaryFile
  readonly signal: AbortSignal
  readonly onWrite: (bytes: number) => void
  readonly onRemove: () => void
}

export class ArrowSpillFile {
  readonly #schema: Schema
  readonly #parts: SpillFileParts
  readonly #codesSchema: Schema
  readonly #encoder: IpcEncoder
  readonly #decoder: IpcDecoder
  readonly #written: Written[] = []
  #size = 0
  #numRows = 0

  constructor(parts: SpillFileParts) {
    this.#parts = parts
    this.#schema = parts.schema
    this.#codesSchema = codesSchema(parts.schema)
    this.#encoder = new IpcEncoder(this.#codesSchema)
    this.#decoder = new IpcDecoder(this.#codesSchema, this.#encoder.schemaMessage)
  }

  get numRows(): number {
    return this.#numRows
  }

  async append(batch: Batch): Promise<void> {
    throwIfAborted(this.#parts.signal)
    if (batch.numRows === 0) return
    const { codes, dictionaries } = takeDictionaries(batch, this.#codesSchema)
    const message = this.#encoder.encode(codes)
    const first = this.#written.length === 0 ? this.#encoder.schemaMessage : []
    const length = bytesOf(message)
    const offset = this.#size + bytesOf(first)
    await this.#parts.file.append([...first, ...message])
    this.#parts.onWrite(offset + length - this.#size)
    this.#size = offset + length
    this.#numRows += batch.numRows
    this.#written.push({ offset, length, numRows: batch.numRows, dictionaries })
  }

  async *read(): AsyncGenerator<Batch, void, void> {
    for (const { offset, length, dictionaries } of this.#written) {
      throwIfAborted(this.#parts.signal)
      const codes = this.#decoder.decode(await this.#parts.file.read(offset, length))
      yield returnDictionaries(codes, this.#schema, dictionaries)
    }
  }

  async remove(): Promise<void> {
    this.#parts.onRemove()
    await this.#parts.file.remove()
  }
}

function bytesOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}
