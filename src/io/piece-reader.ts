/** Reads an object front to back in growing pieces, the next one while the last is worked on. */
import { throwIfAborted } from '../common/abort.ts'
import type { ByteSource } from './byte-source.ts'
import { PIECE_BYTES } from './inflate/run-buffer-sizes.ts'
import type { ReadMeter } from './read-meter.ts'

const FIRST_PIECE_BYTES = 1 << 16
const GROWTH = 4

export interface PieceRequest {
  readonly source: ByteSource
  readonly start: number
  /** Nothing beyond is read ahead; but a caller that goes on asking gets small pieces until the object ends. */
  readonly end?: number
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

interface PendingPiece {
  readonly bytes: Promise<Uint8Array>
  readonly length: number
}

export class PieceReader {
  readonly #request: PieceRequest
  #offset: number // of the next read
  #pieceBytes = FIRST_PIECE_BYTES
  #pending: PendingPiece | undefined
  #atEnd = false

  constructor(request: PieceRequest) {
    this.#request = request
    this.#offset = request.start
  }

  /** Undefined at the end of the object. */
  async next(): Promise<Uint8Array | undefined> {
    throwIfAborted(this.#request.signal)
    if (this.#atEnd) return undefined
    const { bytes, length } = this.#pending ?? this.#read()
    this.#pending = undefined
    const piece = await bytes
    throwIfAborted(this.#request.signal)
    this.#atEnd = piece.length < length
    if (this.#request.meter) this.#request.meter.bytesRead += piece.length
    if (!this.#atEnd && this.#offset < (this.#request.end ?? Number.POSITIVE_INFINITY)) this.#readAhead()
    return piece.length > 0 ? piece : undefined
  }

  /** Waits for the read under way, so that the source can be closed. */
  async close(): Promise<void> {
    this.#atEnd = true
    // Its result is not wanted any more, and neither is its error.
    await this.#pending?.bytes.catch(() => undefined)
  }

  #readAhead(): void {
    this.#pending = this.#read()
    // The error is thrown by next(); until then it must not count as unhandled.
    this.#pending.bytes.catch(() => undefined)
  }

  #read(): PendingPiece {
    const { source, signal, end = Number.POSITIVE_INFINITY } = this.#request
    const left = end - this.#offset
    const length = left > 0 ? Math.min(this.#pieceBytes, left) : FIRST_PIECE_BYTES
    const bytes = source.read(this.#offset, length, signal ? { signal } : {})
    this.#offset += length
    this.#pieceBytes = Math.min(PIECE_BYTES, this.#pieceBytes * GROWTH)
    return { bytes, length }
  }
}
