/** Named files in memory: byte arrays, Blobs and Files. What a browser page reads, and what tests do. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import { BlobSource } from './blob-source.ts'
import type { ByteSink } from './byte-source.ts'
import { globPattern } from './glob-pattern.ts'
import { MemorySource } from './memory-source.ts'
import type { ObjectStore } from './object-store.ts'

export interface MemoryStore extends ObjectStore {
  /** Adds or replaces a file. Readers that have it open keep the old content. */
  put(location: string, content: Uint8Array | Blob): void
}

export function createMemoryStore(files: { readonly [location: string]: Uint8Array | Blob } = {}): MemoryStore {
  const contents = new Map(Object.entries(files).map(([location, content]) => [nameOf(location), content]))
  return {
    schemes: ['memory'],
    put(location, content) {
      contents.set(nameOf(location), content)
    },
    async open(location) {
      const content = contents.get(nameOf(location))
      if (content === undefined) throw notFound(location, [...contents.keys()])
      // Not instanceof: the bytes may come from another frame of the page.
      return ArrayBuffer.isView(content) ? new MemorySource(location, content) : new BlobSource(location, content)
    },
    async exists(location) {
      return contents.has(nameOf(location))
    },
    async *list(pattern) {
      const scheme = /^memory:\/\/\/?/i.exec(pattern)?.[0] ?? ''
      const matches = globPattern(nameOf(pattern))
      for (const name of [...contents.keys()].sort()) if (matches.test(name)) yield scheme + name
    },
    async create(location) {
      return memorySink(bytes => contents.set(nameOf(location), bytes))
    },
    async remove(location) {
      if (!contents.delete(nameOf(location))) throw notFound(location, [...contents.keys()])
    },
  }
}

/** `memory://calls.vcf` and `calls.vcf` are the same file. */
function nameOf(location: string): string {
  return location.replace(/^memory:\/\/\/?/i, '')
}

function notFound(location: string, names: readonly string[]): QueryError {
  const near = suggest(nameOf(location), names)
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  return new QueryError('IO', `File not found: ${location}.${hint}`, { location }, { reason: 'not_found' })
}

function memorySink(keep: (bytes: Uint8Array) => void): ByteSink {
  let parts: Uint8Array[] = []
  return {
    async write(bytes) {
      parts.push(bytes.slice())
    },
    async close() {
      const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
      let at = 0
      for (const part of parts) {
        whole.set(part, at)
        at += part.length
      }
      keep(whole)
    },
    async abort() {
      parts = []
    },
  }
}
