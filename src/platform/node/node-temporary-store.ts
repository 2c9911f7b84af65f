/**
 * Temporary files of Node. They lose their name as soon as they are open, so that the operating system takes their bytes back whatever ends the
 * process. Where that is not possible they carry the process's number, and the next process that spills there removes those of dead ones.
 */
import { type FileHandle, open, readdir, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TemporaryStore } from '../../io/temporary-store.ts'
import { NodeTemporaryFile } from './node-temporary-file.ts'
import { temporaryDirectoryError } from './temporary-directory-error.ts'

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
        throw temporaryDirectoryError(folder, cause)
      }
      const unlinked = await unlink(name).then(
        () => true,
        () => false, // an open file keeps its name on some systems: remove() tries again
      )
      return new NodeTemporaryFile(name, handle, unlinked ? 'unnamed' : 'named')
    },
  }
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
