/** A signal of one query: it aborts when the caller's does, or when it is released; then nothing listens to the caller's any more. */
export interface LinkedSignal {
  readonly signal: AbortSignal
  /** Aborts what still runs, and stops listening. */
  release(reason: unknown): void
}

export function linkSignals(outer?: AbortSignal): LinkedSignal {
  const controller = new AbortController()
  const listener = () => controller.abort(outer?.reason)
  if (outer?.aborted) listener()
  else outer?.addEventListener('abort', listener, { once: true })
  return {
    signal: controller.signal,
    release(reason) {
      outer?.removeEventListener('abort', listener)
      controller.abort(reason)
    },
  }
}
