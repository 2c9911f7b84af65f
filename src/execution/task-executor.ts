import type { Fragment, FragmentReport } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'

/**
 * Runs fragments somewhere: this thread, a worker pool, another machine. Fragments start in list order, `parallelism` at a time; batches are
 * handed on in list order through a window of 2 × parallelism fragments with back-pressure. Reaching a LIMIT cancels the rest, and errors of
 * fragments that are no longer needed are dropped.
 */
export interface TaskExecutor {
  readonly parallelism: number
  run(
    fragment: Fragment,
    control: { readonly signal: AbortSignal; readonly onReport: (report: FragmentReport) => void },
  ): AsyncIterable<Batch>
  close(): Promise<void>
}
