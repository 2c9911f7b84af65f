/** One temporary file of Node, open from its beginning to its end. */
import { type FileHandle, unlink } from 'node:fs/promises'
import path from 'node:path'
import { QueryError } from '../../common/errors.ts'
import type { TemporaryFile } from '../../io/temporary-store.ts'
import { temporaryDirectoryError } from './temporary-directory-error.ts'

export class NodeTemporaryFile implements TemporaryFile {
  readonly path: string
  readonly #handle: FileHandle
  readonly #state: 'named' | 'unnamed'
  #size = 0
  #removed: Promise<void> | undefined

  constructor(name: string, handle: FileHandle, state: 'named' | 'unnamed') {
    this.path = name
    this.#handle = handle
    this.#state = state
  }

  async append(parts: readonly Uint8Array[]): Promise<void> {
    try {
      for (const part of joined(parts)) {
        for (let at = 0; at < part.length; ) {
          const { bytesWritten } = await this.#handle.write(part, at, part.length - at, this.#size)
          at += bytesWritten
          this.#size += bytesWritten
        }
      }
    } catch (cause) {
      throw temporaryDirectoryError(path.dirname(this.path), cause)
    }
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    for (let filled = 0; filled < length; ) {
      const { bytesRead } = await this.#handle.read(bytes, filled, length - filled, offset + filled)
      if (bytesRead === 0) throw new QueryError('IO', `The temporary file ${this.path} ends before its last byte: something has cut it.`)
      filled += bytesRead
    }
    return bytes
  }

  remove(): Promise<void> {
    this.#removed ??= this.#remove()
    return this.#removed
  }

  async #remove(): Promise<void> {
    await this.#handle.close()
    if (this.#state === 'named') await unlink(this.path).catch(() => {}) // gone already, or not ours to remove any more
  }
}

/** Small parts as one: a call a buffer costs more than copying it. */
function joined(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const total = parts.reduce((sum, part) => sum + part.length, 0)
  if (parts.length === 1) return parts
  const bytes = new Uint8Array(total)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return [bytes]
}
