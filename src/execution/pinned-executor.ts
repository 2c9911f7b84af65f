/** Runs fragments that can only run in this thread here, such as those over standard input, and all others elsewhere. */
import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { FragmentControl, TaskExecutor } from './task-executor.ts'

export class PinnedExecutor implements TaskExecutor {
  readonly parallelism: number
  readonly threads: number
  readonly #here: TaskExecutor
  readonly #elsewhere: TaskExecutor
  readonly #isHere: (location: string) => boolean

  constructor(here: TaskExecutor, elsewhere: TaskExecutor, isHere: (location: string) => boolean) {
    this.parallelism = elsewhere.parallelism
    this.threads = elsewhere.threads
    this.#here = here
    this.#elsewhere = elsewhere
    this.#isHere = isHere
  }

  run(fragment: Fragment, control: FragmentControl): AsyncIterable<Batch> {
    return (this.#isHere(fragment.scan.location) ? this.#here : this.#elsewhere).run(fragment, control)
  }

  async close(): Promise<void> {
    await Promise.all([this.#here.close(), this.#elsewhere.close()])
  }
}
