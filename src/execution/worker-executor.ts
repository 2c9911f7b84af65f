/** Runs fragments in a pool of workers, which are started when they are first needed and replaced when they die. */
import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import { throwIfAborted } from '../common/abort.ts'
import type { FragmentLimits } from './fragment-resources.ts'
import { PooledWorker } from './pooled-worker.ts'
import { RemoteTask } from './remote-task.ts'
import type { FragmentControl, TaskExecutor } from './task-executor.ts'
import type { WorkerFactory } from './worker-factory.ts'

/** Fragments of one query that each worker has at a time: while it works on one, the next opens its file and fetches its first bytes. */
const TASKS_A_WORKER = 2

export interface WorkerPoolOptions {
  readonly factory: WorkerFactory
  /** Workers at most. */
  readonly workers: number
  readonly limits: FragmentLimits
}

export class WorkerExecutor implements TaskExecutor {
  readonly parallelism: number
  readonly threads: number
  readonly #options: WorkerPoolOptions
  readonly #workers = new Set<PooledWorker>()
  #lastTask = 0

  constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.threads = options.workers
    this.parallelism = TASKS_A_WORKER * options.workers
  }

  async *run(fragment: Fragment, control: FragmentControl): AsyncGenerator<Batch, void, void> {
    throwIfAborted(control.signal)
    const worker = this.#leastBusy()
    const task = new RemoteTask({ id: ++this.#lastTask, worker, fragment, limits: this.#options.limits, control })
    try {
      yield* task.batches()
    } finally {
      await task.close()
    }
  }

  async close(): Promise<void> {
    const workers = [...this.#workers]
    this.#workers.clear()
    await Promise.all(workers.map(worker => worker.terminate()))
  }

  /** A worker takes any number of tasks: a query that waits for its reader must not keep workers from another one. */
  #leastBusy(): PooledWorker {
    let best: PooledWorker | undefined
    for (const worker of this.#workers) if (!best || worker.taskCount < best.taskCount) best = worker
    if (best && (best.taskCount === 0 || this.#workers.size >= this.#options.workers)) return best
    const started = new PooledWorker(this.#options.factory, dead => this.#workers.delete(dead))
    this.#workers.add(started)
    return started
  }
}
