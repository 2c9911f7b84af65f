/** What a session needs of the place it runs in: where bytes come from, how they are inflated, and threads if there are any. */
import type { WorkerFactory } from '../execution/worker-factory.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ObjectStore } from '../io/object-store.ts'
import type { TemporaryStore } from '../io/temporary-store.ts'

export interface SessionPlatform {
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  readonly cores: number
  /** Absent: nothing can be spilled here, and a query beyond execution.memory_limit fails. */
  readonly temporary?: TemporaryStore
  /** Absent: fragments always run in this thread. */
  readonly workers?: WorkerFactory
  /** False: workers cannot start here (their module is missing), so that `auto` does without them and `always` fails. Absent: they can. */
  workersReady?(): boolean
}
