/** Runs fragments in this thread. */
import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { FragmentResources } from './fragment-resources.ts'
import { runFragment } from './run-fragment.ts'
import type { FragmentControl, TaskExecutor } from './task-executor.ts'
import { Turns } from './turns.ts'

/** While fragments are worked on, the next one opens its file and fetches its first bytes: the thread does not wait for the disk between them. */
const FETCHED_AHEAD = 1

export class InlineExecutor implements TaskExecutor {
  readonly parallelism: number
  readonly threads: number
  readonly #resources: FragmentResources
  readonly #turns = new Turns()

  constructor(resources: FragmentResources, parallelism: number) {
    this.#resources = resources
    this.threads = Math.max(1, parallelism)
    this.parallelism = this.threads + FETCHED_AHEAD
  }

  async *run(fragment: Fragment, control: FragmentControl): AsyncGenerator<Batch, void, void> {
    const turn = control.turn && this.#turns.enter(control.turn)
    try {
      yield* runFragment(fragment, this.#resources, { ...control, pause: () => turn?.wait() })
    } finally {
      turn?.leave()
    }
  }

  async close(): Promise<void> {
    // Nothing outlives a fragment here.
  }
}
