/** Runs fragments in workers, and in this thread as well, which would have little else to do than to wait for them. */
import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { InlineExecutor } from './inline-executor.ts'
import type { FragmentControl, TaskExecutor } from './task-executor.ts'
import type { WorkerExecutor } from './worker-executor.ts'

export class MixedExecutor implements TaskExecutor {
  readonly parallelism: number
  readonly threads: number
  readonly #here: InlineExecutor
  readonly #workers: WorkerExecutor
  #runningHere = 0
  #runningElsewhere = 0

  constructor(here: InlineExecutor, workers: WorkerExecutor) {
    this.#here = here
    this.#workers = workers
    this.parallelism = here.parallelism + workers.parallelism
    this.threads = here.threads + workers.threads
  }

  /** This thread first: it works while the workers start. Then each has its share, so that none waits for another at the end. */
  async *run(fragment: Fragment, control: FragmentControl): AsyncGenerator<Batch, void, void> {
    if (this.#runningHere * this.#workers.parallelism <= this.#runningElsewhere * this.#here.parallelism) {
      this.#runningHere++
      try {
        yield* this.#here.run(fragment, control)
      } finally {
        this.#runningHere--
      }
      return
    }
    this.#runningElsewhere++
    try {
      yield* this.#workers.run(fragment, control)
    } finally {
      this.#runningElsewhere--
    }
  }

  close(): Promise<void> {
    return this.#workers.close()
  }
}
