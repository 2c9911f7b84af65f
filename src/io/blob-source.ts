/** A Blob or File of a browser (or of Node), read by slices. */
import { throwIfAborted } from '../common/abort.ts'
import { QueryError } from '../common/errors.ts'
import type { ByteSource, ReadOptions } from './byte-source.ts'

const STREAM_BYTES = 1 << 20

export class BlobSource implements ByteSource {
  readonly location: string
  readonly #blob: Blob

  constructor(location: string, blob: Blob) {
    this.location = location
    this.#blob = blob
  }

  async stat(): Promise<{ readonly size: number; readonly version?: string }> {
    const { size } = this.#blob
    const modified = 'lastModified' in this.#blob ? this.#blob.lastModified : undefined
    return modified === undefined ? { size } : { size, version: `${size}-${modified}` }
  }

  async read(offset: number, length: number, options: ReadOptions = {}): Promise<Uint8Array> {
    throwIfAborted(options.signal)
    try {
      return new Uint8Array(await this.#blob.slice(offset, offset + length).arrayBuffer())
    } catch (cause) {
      // Browsers refuse to read a File that was changed since it was chosen.
      const message = `${this.location} cannot be read at byte ${offset}: ${cause instanceof Error ? cause.message : cause}`
      throw new QueryError('IO', message, { location: this.location, byteOffset: offset }, { cause })
    }
  }

  async *stream(offset: number, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = offset; at < this.#blob.size; at += STREAM_BYTES) yield await this.read(at, STREAM_BYTES, options)
  }

  async close(): Promise<void> {}
}
