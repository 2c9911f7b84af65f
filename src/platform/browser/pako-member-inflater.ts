/** Inflates one gzip member with pako, piece by piece. */
import { Inflate } from 'pako'
import type { InflatedPiece, MemberInflater } from '../../io/member-inflater.ts'

const CHUNK_BYTES = 1 << 18

export class PakoMemberInflater implements MemberInflater {
  readonly #inflate = new Inflate({ raw: true, chunkSize: CHUNK_BYTES })
  #chunks: Uint8Array[] = []
  #stream: { readonly avail_in: number } | undefined

  constructor() {
    this.#inflate.onStart = stream => {
      this.#stream = stream
    }
    this.#inflate.onData = chunk => {
      this.#chunks.push(chunk)
    }
    this.#inflate.onEnd = () => undefined // by default it would join all chunks
  }

  async inflate(input: Uint8Array): Promise<InflatedPiece> {
    // Sync flush: what can be inflated comes out now.
    this.#inflate.push(input, SYNC_FLUSH)
    if (this.#inflate.err) throw new Error(this.#inflate.msg || `pako error ${this.#inflate.err}`)
    const chunks = this.#chunks
    this.#chunks = []
    return { chunks, used: input.length - (this.#stream?.avail_in ?? 0), done: this.#inflate.ended }
  }

  close(): void {
    this.#chunks = []
  }
}

const SYNC_FLUSH = 2 // Z_SYNC_FLUSH
