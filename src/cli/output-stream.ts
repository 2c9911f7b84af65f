/** Writes bytes to standard output as fast as the reader takes them. A reader that goes away (| head) ends the output quietly. */
import { once } from 'node:events'

export class OutputStream {
  readonly #stream: NodeJS.WriteStream
  readonly #closed = new AbortController()

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
    stream.on('error', error => {
      // EPIPE: nobody reads any more. Everything else is told by the next write.
      this.#closed.abort(error)
    })
  }

  /** Aborts when nobody reads any more, or writing failed. */
  get closed(): AbortSignal {
    return this.#closed.signal
  }

  /** Resolves when there is room for more. */
  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0 || this.#closed.signal.aborted) return
    if (this.#stream.write(bytes)) return
    await once(this.#stream, 'drain', { signal: this.#closed.signal }).catch(() => undefined)
  }

  /** Waits until the system has taken all bytes; throws if it did not, unless the reader just left. */
  async finish(): Promise<void> {
    if (!this.#closed.signal.aborted) await new Promise<void>(resolve => this.#stream.write('', () => resolve()))
    if (this.#closed.signal.aborted && !isBrokenPipe(this.#closed.signal.reason)) throw this.#closed.signal.reason
  }
}

export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET')
}
