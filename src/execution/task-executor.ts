import type { Fragment, FragmentReport } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { TurnPlace } from './turns.ts'

export interface FragmentControl {
  readonly batchSize: number
  readonly signal: AbortSignal
  /** Of one of several partitions: it lets those before it in its thread go first. */
  readonly turn?: TurnPlace | undefined
  /** Called once when the fragment ends, also when it fails or is cancelled. */
  readonly onReport: (report: FragmentReport) => void
}

/**
 * Runs one fragment somewhere: this thread, a worker pool, another machine. `runInOrder` starts `parallelism` of them at a time and hands their
 * batches on in list order. Reaching a LIMIT cancels the rest, and errors of fragments that are no longer needed are dropped.
 */
export interface TaskExecutor {
  readonly parallelism: number
  /** How many of them are worked on at a time; the others fetch their first bytes. */
  readonly threads: number
  /** Nothing starts before the first pull; return() cancels. */
  run(fragment: Fragment, control: FragmentControl): AsyncIterable<Batch>
  close(): Promise<void>
}
