/** Cancellation: a query rejects with the signal's reason (an AbortError), never with a short result. */
export function throwIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw signal.reason
}
