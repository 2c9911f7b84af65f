/** One signal that aborts when any of several does, or when it is released; releasing forgets the others, so that nothing leaks. */
export interface LinkedSignal {
  readonly signal: AbortSignal
  /** Aborts what still runs, and stops listening. */
  release(reason: unknown): void
}

export function linkSignals(signals: readonly AbortSignal[]): LinkedSignal {
  const controller = new AbortController()
  const listeners = signals.map(signal => {
    const listener = () => controller.abort(signal.reason)
    if (signal.aborted) listener()
    else signal.addEventListener('abort', listener, { once: true })
    return { signal, listener }
  })
  return {
    signal: controller.signal,
    release(reason) {
      for (const { signal, listener } of listeners) signal.removeEventListener('abort', listener)
      controller.abort(reason)
    },
  }
}
