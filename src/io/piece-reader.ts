/** Reads an object front to back in growing pieces, the next one while the last is worked on. */
import { throwIfAborted } from '../common/abort.ts'
import type { ByteSource } from './byte-source.ts'
import { PIECE_BYTES } from './inflate/run-buffer-sizes.ts'
import { giveBackPieceMemory, takePieceMemory } from './piece-memories.ts'
import type { ReadMeter } from './read-meter.ts'

const FIRST_PIECE_BYTES = 1 << 16
const GROWTH = 4

export interface PieceHead {
  readonly bytes: Uint8Array
  /** The object ends with them. */
  readonly isWhole: boolean
}

export interface PieceRequest {
  readonly source: ByteSource
  readonly start: number
  /** Nothing beyond is read ahead but the tail; a caller that goes on asking gets small pieces until the object ends. */
  readonly end?: number
  /** Bytes that begin at `start` and are at hand: the first piece. */
  readonly head?: PieceHead
  /** Bytes behind `end` that are surely wanted: they are one piece, read ahead too. */
  readonly tailBytes?: number
  /** 'reused': a piece is valid until the next one is asked for. Default 'new'. */
  readonly memory?: 'new' | 'reused'
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

interface PendingPiece {
  readonly bytes: Promise<Uint8Array>
  readonly length: number
  readonly offset: number
}

export class PieceReader {
  readonly #request: PieceRequest
  #offset: number // of the next read
  #pieceBytes = FIRST_PIECE_BYTES
  #head: PieceHead | undefined
  #pending: PendingPiece | undefined
  #tail: Uint8Array | undefined
  #atEnd = false
  /** What pieces are read into in turn: the next one is read while the last is worked on. */
  readonly #memories: Uint8Array<ArrayBuffer>[] = []
  #reads = 0

  constructor(request: PieceRequest) {
    this.#request = request
    this.#offset = request.start + (request.head?.bytes.length ?? 0)
    this.#head = request.head
    if (request.head) this.#pieceBytes *= GROWTH
  }

  /** The piece that begins at `end`, once it was given out. */
  get tail(): Uint8Array | undefined {
    return this.#tail
  }

  /** Undefined at the end of the object. */
  async next(): Promise<Uint8Array | undefined> {
    throwIfAborted(this.#request.signal)
    if (this.#head) return this.#takeHead(this.#head)
    if (this.#atEnd) return undefined
    const { bytes, length, offset } = this.#pending ?? this.#read()
    this.#pending = undefined
    const piece = await bytes
    throwIfAborted(this.#request.signal)
    this.#atEnd = piece.length < length
    if (offset === this.#request.end) this.#tail = this.#memories.length > 0 ? piece.slice() : piece
    if (this.#request.meter) this.#request.meter.bytesRead += piece.length
    this.#readAhead()
    return piece.length > 0 ? piece : undefined
  }

  /** Waits for the read under way, so that the source can be closed. */
  async close(): Promise<void> {
    this.#atEnd = true
    // Its result is not wanted any more, and neither is its error.
    await this.#pending?.bytes.catch(() => undefined)
    for (const memory of this.#memories.splice(0)) giveBackPieceMemory(memory)
  }

  #takeHead({ bytes, isWhole }: PieceHead): Uint8Array | undefined {
    this.#head = undefined
    this.#atEnd = isWhole
    this.#readAhead()
    return bytes.length > 0 ? bytes : undefined
  }

  #readAhead(): void {
    const { end = Number.POSITIVE_INFINITY, tailBytes = 0 } = this.#request
    if (this.#atEnd || this.#offset > end || (this.#offset === end && tailBytes === 0)) return
    this.#pending = this.#read()
    // The error is thrown by next(); until then it must not count as unhandled.
    this.#pending.bytes.catch(() => undefined)
  }

  #read(): PendingPiece {
    const { source, signal, end = Number.POSITIVE_INFINITY, tailBytes = FIRST_PIECE_BYTES } = this.#request
    const offset = this.#offset
    const length = offset < end ? Math.min(this.#pieceBytes, end - offset) : offset === end ? tailBytes : FIRST_PIECE_BYTES
    this.#offset += length
    this.#pieceBytes = Math.min(PIECE_BYTES, this.#pieceBytes * GROWTH)
    const options = signal ? { signal } : {}
    const into = this.#request.memory === 'reused' && source.readInto && length <= PIECE_BYTES ? this.#memory(length) : undefined
    const bytes = into
      ? source.readInto!(into, offset, options).then(count => into.subarray(0, count)) // there, as was just seen
      : source.read(offset, length, options)
    return { bytes, length, offset }
  }

  /** That of the piece before the last. */
  #memory(length: number): Uint8Array<ArrayBuffer> {
    const turn = this.#reads++ % 2
    this.#memories[turn] ??= takePieceMemory()
    return this.#memories[turn].subarray(0, length)
  }
}
