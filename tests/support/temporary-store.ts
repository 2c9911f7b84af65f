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
    const chunks: Uint8Array[] = []
    const file: TemporaryFile = {
      path: `${directory}/${this.created}`,
      append: async parts => {
        for (const part of parts) {
          this.#bytes += part.length
          if (this.#bytes > this.#capacity) throw new QueryError('RESOURCE', 'The temporary files are full.')
          chunks.push(part.slice())
        }
      },
      read: async (offset, length) =>
        Buffer.concat(chunks)
          .subarray(offset, offset + length)
          .slice(),
      remove: async () => {
        this.open.delete(file)
      },
    }
    this.open.add(file)
    return file
  }
}
