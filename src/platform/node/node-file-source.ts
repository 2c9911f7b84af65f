/** Ranged reads of one open file. */
import { fstatSync, type Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { throwIfAborted } from '../../common/abort.ts'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource, ReadOptions } from '../../io/byte-source.ts'

const STREAM_BYTES = 1 << 20

export class NodeFileSource implements ByteSource {
  readonly location: string
  readonly #handle: FileHandle
  readonly #opened: Stats

  constructor(location: string, handle: FileHandle, opened: Stats) {
    this.location = location
    this.#handle = handle
    this.#opened = opened
  }

  async stat(): Promise<{ readonly size?: number; readonly version: string; readonly modified: number }> {
    const { size, mtimeMs, ino } = this.#opened
    const version = `${size}-${mtimeMs}-${ino}`
    // A pipe or device has no size.
    return this.#opened.isFile() ? { size, version, modified: mtimeMs } : { version, modified: mtimeMs }
  }

  async read(offset: number, length: number, options: ReadOptions = {}): Promise<Uint8Array> {
    const { buffer } = Buffer.allocUnsafeSlow(length)
    return new Uint8Array(buffer, 0, await this.readInto(new Uint8Array(buffer), offset, options))
  }

  async readInto(bytes: Uint8Array<ArrayBuffer>, offset: number, options: ReadOptions = {}): Promise<number> {
    throwIfAborted(options.signal)
    const { length } = bytes
    let filled = 0
    try {
      while (filled < length) {
        const { bytesRead } = await this.#handle.read(bytes, filled, length - filled, offset + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      this.#checkUnchanged()
    } catch (cause) {
      if (cause instanceof QueryError) throw cause
      const message = `${this.location} cannot be read at byte ${offset}: ${cause instanceof Error ? cause.message : cause}`
      throw new QueryError('IO', message, { location: this.location, byteOffset: offset }, { cause })
    }
    throwIfAborted(options.signal)
    return filled
  }

  async *stream(offset: number, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = offset; ; at += STREAM_BYTES) {
      const bytes = await this.read(at, STREAM_BYTES, options)
      if (bytes.length > 0) yield bytes
      if (bytes.length < STREAM_BYTES) return
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  /** Synchronous: it takes microseconds, a turn of the thread pool a hundred of them. */
  #checkUnchanged(): void {
    const { size, mtimeMs } = this.#opened
    const now = fstatSync(this.#handle.fd)
    if (!this.#opened.isFile() || (now.size === size && now.mtimeMs === mtimeMs)) return
    const message = `${this.location} was changed while it was read.`
    throw new QueryError('IO', message, { location: this.location }, { reason: 'changed_while_reading' })
  }
}
