/** Runs fragments in workers, and in this thread as well, which would have little else to do than to wait for them. */
import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { InlineExecutor } from './inline-executor.ts'
import type { FragmentControl, TaskExecutor } from './task-executor.ts'
import type { WorkerExecutor } from './worker-executor.ts'

export class MixedExecutor implements TaskExecutor {
  readonly parallelism: number
  readonly #here: InlineExecutor
  readonly #workers: WorkerExecutor
  #runningHere = 0

  constructor(here: InlineExecutor, workers: WorkerExecutor) {
    this.#here = here
    this.#workers = workers
    this.parallelism = here.parallelism + workers.parallelism
  }

  /** This thread first: it works while the workers start. */
  async *run(fragment: Fragment, control: FragmentControl): AsyncGenerator<Batch, void, void> {
    if (this.#runningHere >= this.#here.parallelism) {
      yield* this.#workers.run(fragment, control)
      return
    }
    this.#runningHere++
    try {
      yield* this.#here.run(fragment, control)
    } finally {
      this.#runningHere--
    }
  }

  close(): Promise<void> {
    return this.#workers.close()
  }
}
