/** Keeps blocks of an object that were read, for headers and indexes that are read in small steps from far away. */
import type { ByteSource, ReadOptions } from './byte-source.ts'

const BLOCK_BYTES = 1 << 16
const DEFAULT_BYTES = 4 << 20

export class CachedSource implements ByteSource {
  readonly #source: ByteSource
  readonly #mostBlocks: number
  // In order of use, the longest unused first: a Map keeps the order of insertion.
  readonly #blocks = new Map<number, Promise<Uint8Array>>()

  constructor(source: ByteSource, { cacheBytes = DEFAULT_BYTES }: { readonly cacheBytes?: number } = {}) {
    this.#source = source
    this.#mostBlocks = Math.max(1, Math.floor(cacheBytes / BLOCK_BYTES))
  }

  get location(): string {
    return this.#source.location
  }

  stat(options?: ReadOptions): ReturnType<ByteSource['stat']> {
    return this.#source.stat(options)
  }

  /** A read larger than the cache goes past it. */
  async read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    const first = Math.floor(offset / BLOCK_BYTES)
    const last = Math.floor((offset + length - 1) / BLOCK_BYTES)
    if (last - first >= this.#mostBlocks) return this.#source.read(offset, length, options)
    const result = new Uint8Array(length)
    let filled = 0
    for (let number = first; number <= last; number++) {
      const block = await this.#block(number, options)
      const start = number === first ? offset - first * BLOCK_BYTES : 0
      const part = block.subarray(start, start + length - filled)
      result.set(part, filled)
      filled += part.length
      if (block.length < BLOCK_BYTES) break
    }
    return result.subarray(0, filled)
  }

  stream(offset: number, options?: ReadOptions): AsyncIterable<Uint8Array> {
    return this.#source.stream(offset, options)
  }

  close(): Promise<void> {
    this.#blocks.clear()
    return this.#source.close()
  }

  async #block(number: number, options: ReadOptions | undefined): Promise<Uint8Array> {
    const block = this.#blocks.get(number) ?? this.#source.read(number * BLOCK_BYTES, BLOCK_BYTES, options)
    this.#blocks.delete(number)
    this.#blocks.set(number, block)
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#mostBlocks) break
      this.#blocks.delete(oldest)
    }
    try {
      return await block
    } catch (error) {
      this.#blocks.delete(number) // the next read tries again
      throw error
    }
  }
}
