/**
 * Bytes that come once, such as standard input, read like a file. What was read to find out the format, the header and the types of columns
 * stays in memory; from the scan on, bytes are forgotten when they were given out.
 */
import { throwIfAborted } from '../common/abort.ts'
import { QueryError } from '../common/errors.ts'
import type { ByteSource, ReadOptions } from './byte-source.ts'

const STREAM_BYTES = 1 << 20

interface Piece {
  readonly offset: number
  readonly bytes: Uint8Array
}

/** The stream itself: sources over it come and go. */
export class OneTimeStream {
  readonly name: string
  readonly #bytes: AsyncIterator<Uint8Array>
  /** In order, without gaps but for one behind `kept`. */
  #pieces: Piece[] = []
  #fetched = 0
  #isAtEnd = false
  /** Bytes before it are never forgotten; undefined: no scan has begun. */
  #kept: number | undefined
  #reading: Promise<unknown> = Promise.resolve()

  constructor(name: string, bytes: AsyncIterable<Uint8Array>) {
    this.name = name
    this.#bytes = bytes[Symbol.asyncIterator]()
  }

  /** A scan begins: the only one. */
  claim(): void {
    if (this.#kept !== undefined) {
      const message = `${this.name} was read already, and a stream can be read once. Make a table of it first (CREATE TABLE t AS SELECT * FROM …), or save it as a file.`
      throw new QueryError('IO', message, { location: this.name }, { reason: 'read_once' })
    }
    this.#kept = this.#fetched
  }

  /** One read after the other, in the order in which they were asked for. */
  read(offset: number, length: number): Promise<Uint8Array> {
    const result = this.#reading.then(() => this.#read(offset, length))
    this.#reading = result.catch(() => undefined) // its caller is told; the next read is another matter
    return result
  }

  async #read(offset: number, length: number): Promise<Uint8Array> {
    this.#forget(offset)
    while (this.#fetched < offset + length && !this.#isAtEnd) await this.#fetch()
    const end = Math.min(offset + length, this.#fetched)
    const bytes = new Uint8Array(Math.max(0, end - offset))
    let filled = 0
    for (const piece of this.#pieces) {
      const from = Math.max(offset, piece.offset)
      const to = Math.min(end, piece.offset + piece.bytes.length)
      if (from >= to) continue
      bytes.set(piece.bytes.subarray(from - piece.offset, to - piece.offset), from - offset)
      filled += to - from
    }
    if (filled === bytes.length) return bytes
    throw new QueryError('IO', `${this.name} cannot be read again from byte ${offset}: a stream can be read once.`, { location: this.name }, { reason: 'read_once' }) // biome-ignore format: one line
  }

  async #fetch(): Promise<void> {
    const next = await this.#bytes.next().catch((cause: unknown) => {
      const message = `${this.name} cannot be read at byte ${this.#fetched}: ${cause instanceof Error ? cause.message : cause}`
      throw new QueryError('IO', message, { location: this.name, byteOffset: this.#fetched }, { cause })
    })
    if (next.done) {
      this.#isAtEnd = true
      return
    }
    if (next.value.length === 0) return
    this.#pieces.push({ offset: this.#fetched, bytes: next.value })
    this.#fetched += next.value.length
  }

  #forget(before: number): void {
    const kept = this.#kept
    if (kept === undefined || before <= kept) return
    this.#pieces = this.#pieces.filter(({ offset, bytes }) => offset < kept || offset + bytes.length > before)
  }
}

export class StreamSource implements ByteSource {
  readonly location: string
  readonly #stream: OneTimeStream

  constructor(location: string, stream: OneTimeStream) {
    this.location = location
    this.#stream = stream
  }

  /** Nobody knows its size. */
  async stat(): Promise<{ readonly version: string }> {
    return { version: this.#stream.name }
  }

  async read(offset: number, length: number, options: ReadOptions = {}): Promise<Uint8Array> {
    throwIfAborted(options.signal)
    const bytes = await this.#stream.read(offset, length)
    throwIfAborted(options.signal)
    return bytes
  }

  async *stream(offset: number, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = offset; ; at += STREAM_BYTES) {
      const bytes = await this.read(at, STREAM_BYTES, options)
      if (bytes.length > 0) yield bytes
      if (bytes.length < STREAM_BYTES) return
    }
  }

  async close(): Promise<void> {}
}
