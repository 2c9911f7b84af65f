/** The text of a gzip file. Places are byte offsets in the inflated text. */
import type { ErrorLocation } from '../../common/errors.ts'
import type { RunBuffer } from '../run-buffer.ts'
import type { TextCursor } from '../text-cursor.ts'
import { GzipMembers, type GzipRequest } from './gzip-members.ts'

export async function openGzipCursor(request: GzipRequest): Promise<TextCursor> {
  return new GzipCursor(request, await request.codecs.acquireRunBuffer())
}

const RUN_BYTES = 1 << 19 // of text a fill aims at: small steps would list lines too often

class GzipCursor implements TextCursor {
  readonly buffer: RunBuffer
  readonly #request: GzipRequest
  readonly #members: GzipMembers
  #textOffset = 0
  #closed = false

  constructor(request: GzipRequest, buffer: RunBuffer) {
    this.#request = request
    this.#members = new GzipMembers(request)
    this.buffer = buffer
  }

  async fill(): Promise<boolean> {
    let added = 0
    while (added < RUN_BYTES) {
      const chunks = await this.#members.next()
      if (!chunks) return added > 0
      for (const chunk of chunks) {
        this.buffer.append(chunk)
        added += chunk.length
      }
    }
    return true
  }

  drop(count: number): void {
    this.buffer.drop(count)
    this.#textOffset += count
  }

  lastStart(): number {
    return Number.POSITIVE_INFINITY
  }

  locate(position: number): ErrorLocation {
    return { location: this.#request.source.location, byteOffset: this.#textOffset + position }
  }

  async finish(): Promise<void> {}

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#members.close()
    this.#request.codecs.releaseRunBuffer(this.buffer)
  }
}
