/** The executors of one session, made when a query first needs them and kept for the next. */
import type { FragmentLimits, FragmentResources } from '../execution/fragment-resources.ts'
import { InlineExecutor } from '../execution/inline-executor.ts'
import { MixedExecutor } from '../execution/mixed-executor.ts'
import { PinnedExecutor } from '../execution/pinned-executor.ts'
import type { TaskExecutor } from '../execution/task-executor.ts'
import { WorkerExecutor } from '../execution/worker-executor.ts'
import type { WorkerFactory } from '../execution/worker-factory.ts'
import { WORTH_WORKERS_BYTES } from '../execution/worth-workers.ts'
import type { SessionConfig } from './session-config.ts'
import type { SessionPlatform } from './session-platform.ts'

export class SessionExecutors {
  readonly #platform: SessionPlatform
  readonly #config: SessionConfig
  readonly #resources: Omit<FragmentResources, 'limits'> & { readonly limits: () => FragmentLimits }
  /** By parallelism and limits: a query that still runs keeps the pool it began with. */
  readonly #pools = new Map<string, TaskExecutor>()

  constructor(
    platform: SessionPlatform,
    config: SessionConfig,
    resources: Omit<FragmentResources, 'limits'> & { readonly limits: () => FragmentLimits },
  ) {
    this.#platform = platform
    this.#config = config
    this.#resources = resources
  }

  /** How many fragments run at once. */
  get targetPartitions(): number {
    return this.#config.integer('execution.target_partitions') || this.#platform.cores
  }

  forBytes(bytes: number): TaskExecutor {
    const { workers } = this.#platform
    if (workers && this.#wantsWorkers(bytes)) return this.#pool(workers)
    // In one thread fragments gain nothing from running side by side, unless somebody asked for it.
    return this.#here(this.#config.integer('execution.target_partitions') || 1)
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()]
    this.#pools.clear()
    await Promise.all(pools.map(pool => pool.close()))
  }

  #wantsWorkers(bytes: number): boolean {
    const when = this.#config.text('execution.workers')
    if (when !== 'auto') return when === 'always'
    return bytes >= WORTH_WORKERS_BYTES && this.targetPartitions > 1 && (this.#platform.workersReady?.() ?? true)
  }

  #here(parallelism: number): InlineExecutor {
    return new InlineExecutor({ ...this.#resources, limits: this.#resources.limits() }, parallelism)
  }

  #pool(factory: WorkerFactory): TaskExecutor {
    const threads = this.targetPartitions
    const limits = this.#resources.limits()
    const mixed = this.#config.text('execution.workers') === 'auto'
    const key = JSON.stringify([threads, mixed, limits])
    const known = this.#pools.get(key)
    if (known) return known
    const workers = mixed
      ? new MixedExecutor(this.#here(1), new WorkerExecutor({ factory, workers: threads - 1, limits }))
      : new WorkerExecutor({ factory, workers: threads, limits })
    const { isStream } = this.#platform.store
    const pool = isStream ? new PinnedExecutor(this.#here(1), workers, isStream) : workers
    this.#pools.set(key, pool)
    return pool
  }
}
