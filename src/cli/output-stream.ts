/** Writes bytes to standard output as fast as the reader takes them. A reader that goes away (| head) ends the output quietly. */
export class OutputStream {
  readonly #stream: NodeJS.WriteStream
  readonly #closed = new AbortController()
  /** Ends the wait for bytes that nobody will take. */
  #release: (() => void) | undefined

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
    stream.on('error', error => {
      // EPIPE: nobody reads any more. Everything else is told by the next write.
      this.#closed.abort(error)
      this.#release?.()
    })
  }

  /** Aborts when nobody reads any more, or writing failed. */
  get closed(): AbortSignal {
    return this.#closed.signal
  }

  /** Resolves when the system has taken the bytes: their memory may be used again. */
  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0 || this.#closed.signal.aborted) return
    await new Promise<void>(resolve => {
      this.#release = resolve
      this.#stream.write(bytes, () => resolve())
    })
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
