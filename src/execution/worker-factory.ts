/** How a platform starts workers: injected by platform/. */
import type { FromWorker, ToWorker } from './worker-protocol.ts'

export interface WorkerEvents {
  message(message: FromWorker): void
  /** The worker is gone and was not asked to go. Called once. */
  died(cause: WorkerDeath): void
}

export interface WorkerDeath {
  readonly kind: 'out-of-memory' | 'crash'
  readonly detail: string // 'exit code 134', 'ReferenceError: x is not defined'
}

export interface WorkerHandle {
  post(message: ToWorker, transfer: readonly ArrayBuffer[]): void
  /** A busy worker keeps the process alive, an idle one does not. */
  setBusy(state: 'busy' | 'idle'): void
  terminate(): Promise<void>
}

/** Throws a QueryError where this platform cannot start one. */
export type WorkerFactory = (events: WorkerEvents) => WorkerHandle
