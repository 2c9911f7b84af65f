/**
 * Temporary files of Node. They lose their name as soon as they are open, so that the operating system takes their bytes back whatever ends the
 * process. Where that is not possible they carry the process's number, and the next process that spills there removes those of dead ones.
 */
import { type FileHandle, open, readdir, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { QueryError } from '../../common/errors.ts'
import type { TemporaryFile, TemporaryStore } from '../../io/temporary-store.ts'

const NAME = /^locusql-spill-(\d+)-\d+\.arrow$/

let created = 0
const sweptDirectories = new Set<string>()

export function createNodeTemporaryStore(): TemporaryStore {
  return {
    async create(directory) {
      const folder = path.resolve(directory === '' ? tmpdir() : directory)
      await removeStale(folder)
      const name = path.join(folder, `locusql-spill-${process.pid}-${created++}.arrow`)
      let handle: FileHandle
      try {
        // wx+: never over a file, or through a link, that somebody else has put there.
        handle = await open(name, 'wx+', 0o600)
      } catch (cause) {
        throw unusable(folder, cause)
      }
      const unlinked = await unlink(name).then(
        () => true,
        () => false, // an open file keeps its name on some systems: remove() tries again
      )
      return new NodeTemporaryFile(name, handle, unlinked ? 'unnamed' : 'named')
    },
  }
}

class NodeTemporaryFile implements TemporaryFile {
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
      throw unusable(path.dirname(this.path), cause)
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
    if (this.#state === 'named') await unlink(this.path).catch(ignoreMissing)
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

/** Once a process and directory. */
async function removeStale(folder: string): Promise<void> {
  if (sweptDirectories.has(folder)) return
  sweptDirectories.add(folder)
  const names = await readdir(folder).catch(() => []) // opening a file there says what is wrong
  for (const name of names) {
    const owner = NAME.exec(name)?.[1]
    if (owner !== undefined && !isAlive(Number(owner))) await unlink(path.join(folder, name)).catch(ignoreMissing)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // it is there, and somebody else's
  }
}

/** Gone already, or not ours to remove: neither is this query's concern. */
function ignoreMissing(): void {}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Create it',
  ENOTDIR: 'is no directory. Use one',
  EACCES: 'may not be written to. Allow it',
  EPERM: 'may not be written to. Allow it',
  EROFS: 'is read-only. Make it writable',
  ENOSPC: 'is full. Free space there',
  EDQUOT: 'has reached its quota. Free space there',
  EFBIG: 'does not take files as large as this. Use one that does',
  EMFILE: 'was not used: this process has too many files open. Run fewer queries at once',
  ENFILE: 'was not used: this system has too many files open. Close some',
}

function unusable(folder: string, cause: unknown): QueryError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reason = REASONS[code] ?? `cannot be used (${cause instanceof Error ? cause.message : cause}). Make it usable`
  const message = `The query does not fit into execution.memory_limit, and the directory for temporary files, ${folder}, ${reason}, set execution.temp_directory to another one, or raise the limit.`
  return new QueryError('RESOURCE', message, { location: folder }, { cause, reason: 'temp_directory' })
}
