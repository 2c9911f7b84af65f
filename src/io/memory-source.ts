/** Bytes in memory, read like a file. */
import { throwIfAborted } from '../common/abort.ts'
import type { ByteSource, ReadOptions } from './byte-source.ts'

const STREAM_BYTES = 1 << 20

export class MemorySource implements ByteSource {
  readonly location: string
  readonly #bytes: Uint8Array

  constructor(location: string, bytes: Uint8Array) {
    this.location = location
    this.#bytes = bytes
  }

  async stat(): Promise<{ readonly size: number }> {
    return { size: this.#bytes.length }
  }

  async read(offset: number, length: number, options: ReadOptions = {}): Promise<Uint8Array> {
    throwIfAborted(options.signal)
    return this.#bytes.subarray(offset, offset + length)
  }

  async *stream(offset: number, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = offset; at < this.#bytes.length; at += STREAM_BYTES) yield await this.read(at, STREAM_BYTES, options)
  }

  async close(): Promise<void> {}
}
