/** Temporary files in memory, which can fail as a disk does. */
import { QueryError } from '../../src/common/errors.ts'
import type { TemporaryFile, TemporaryStore } from '../../src/io/temporary-store.ts'

export class TestTemporaryStore implements TemporaryStore {
  /** Files that exist now. */
  readonly open = new Set<TemporaryFile>()
  readonly #capacity: number
  created = 0
  #bytes = 0

  /** `capacity`: bytes that all files may take together. */
  constructor(capacity = Number.POSITIVE_INFINITY) {
    this.#capacity = capacity
  }

  async create(directory: string): Promise<TemporaryFile> {
    this.created++
    let bytes = Buffer.alloc(0)
    let size = 0
    const file: TemporaryFile = {
      path: `${directory}/${this.created}`,
      append: async parts => {
        for (const part of parts) {
          this.#bytes += part.length
          if (this.#bytes > this.#capacity) throw new QueryError('RESOURCE', 'The temporary files are full.')
          if (size + part.length > bytes.length) bytes = Buffer.concat([bytes], Math.max(size + part.length, bytes.length * 2))
          bytes.set(part, size)
          size += part.length
        }
      },
      read: async (offset, length) => Uint8Array.prototype.slice.call(bytes, offset, offset + length),
      remove: async () => {
        this.open.delete(file)
      },
    }
    this.open.add(file)
    return file
  }
}

/** Options of runPlan under which operators spill. */
export function withinLimit(memoryLimit: number) {
  return { memoryLimit, temporary: new TestTemporaryStore() }
}
