/** The text of an uncompressed file. */
import type { ErrorLocation } from '../common/errors.ts'
import type { ByteSource } from './byte-source.ts'
import type { CodecRegistry } from './codec.ts'
import { PieceReader } from './piece-reader.ts'
import type { ReadMeter } from './read-meter.ts'
import type { RunBuffer } from './run-buffer.ts'
import type { TextCursor } from './text-cursor.ts'

export interface PlainRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  /** Byte offsets. Lines that begin before `end` belong to the chunk. */
  readonly start: number
  readonly end?: number
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

export async function openPlainCursor(request: PlainRequest): Promise<TextCursor> {
  return new PlainCursor(request, await request.codecs.acquireRunBuffer())
}

class PlainCursor implements TextCursor {
  readonly buffer: RunBuffer
  readonly #request: PlainRequest
  readonly #pieces: PieceReader
  #textOffset: number // byte offset of the first byte at hand
  #closed = false

  constructor(request: PlainRequest, buffer: RunBuffer) {
    this.#request = request
    this.#pieces = new PieceReader({ ...request, memory: 'reused' })
    this.#textOffset = request.start
    this.buffer = buffer
  }

  async fill(): Promise<boolean> {
    const piece = await this.#pieces.next()
    if (!piece) return false
    this.buffer.append(piece)
    return true
  }

  drop(count: number): void {
    this.buffer.drop(count)
    this.#textOffset += count
  }

  lastStart(): number {
    return this.#request.end === undefined ? Number.POSITIVE_INFINITY : this.#request.end - 1 - this.#textOffset
  }

  locate(position: number): ErrorLocation {
    return { location: this.#request.source.location, byteOffset: this.#textOffset + position }
  }

  async finish(): Promise<void> {}

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#pieces.close()
    this.#request.codecs.releaseRunBuffer(this.buffer)
  }
}
