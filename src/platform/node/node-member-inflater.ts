/** Inflates one gzip member with node:zlib, on its thread pool, piece by piece. */
import type { InflateRaw } from 'node:zlib'
import type { InflatedPiece, MemberInflater } from '../../io/member-inflater.ts'

const CHUNK_BYTES = 1 << 18

export class NodeMemberInflater implements MemberInflater {
  readonly #stream: InflateRaw = process.getBuiltinModule('node:zlib').createInflateRaw({ chunkSize: CHUNK_BYTES })
  #chunks: Uint8Array[] = []
  #isDone = false
  #settle: ((error?: Error) => void) | undefined

  constructor() {
    this.#stream.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk))
    this.#stream.on('end', () => {
      this.#isDone = true
      this.#settle?.()
    })
    this.#stream.on('error', error => this.#settle?.(error))
  }

  async inflate(input: Uint8Array): Promise<InflatedPiece> {
    const before = this.#stream.bytesWritten
    await new Promise<void>((resolve, reject) => {
      this.#settle = error => (error ? reject(error) : resolve())
      // The callback does not come if the data ends inside the input: then 'end' does.
      this.#stream.write(input, error => this.#settle?.(error ?? undefined))
    })
    const chunks = this.#chunks
    this.#chunks = []
    return { chunks, used: this.#stream.bytesWritten - before, done: this.#isDone }
  }

  close(): void {
    this.#stream.destroy()
  }
}
