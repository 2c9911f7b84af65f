/** One running query: its signal, memory, counts and warnings, and the executor of its fragments. What physical/ knows as TaskContext. */
import type { Fragment, FragmentReport } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import { throwIfAborted } from '../common/abort.ts'
import { breathe } from './breathe.ts'
import { runInOrder } from './run-in-order.ts'
import type { TaskExecutor } from './task-executor.ts'

/** Bytes that fragments may hold which run ahead of the one being handed on. */
const AHEAD_BYTES = 32 << 20

export interface QueryResources {
  readonly executor: TaskExecutor
  readonly batchSize: number
  /** Bytes that all operators of the query may hold together; 0: no limit. */
  readonly memoryLimit: number
  readonly signal: AbortSignal
}

/** Operators are keys here, nothing more: execution/ does not know them. */
type Operator = object

export class QueryTaskContext {
  readonly batchSize: number
  readonly signal: AbortSignal
  readonly #resources: QueryResources
  readonly #state: QueryState

  constructor(resources: QueryResources, state = new QueryState()) {
    this.#resources = resources
    this.#state = state
    this.batchSize = resources.batchSize
    this.signal = resources.signal
  }

  /** Counts by operator and name. */
  get metrics(): ReadonlyMap<any, ReadonlyMap<string, number>> {
    // any: physical/ reads it as a map by PhysicalOperator, a type that this room may not import.
    return this.#state.metrics
  }

  get warnings(): readonly string[] {
    return [...this.#state.warnings]
  }

  runFragment(fragment: Fragment, onReport: (report: FragmentReport) => void): AsyncIterable<Batch> {
    return this.#resources.executor.run(fragment, { batchSize: this.batchSize, signal: this.signal, onReport })
  }

  runPartitions(count: number, start: (partition: number, context: QueryTaskContext) => AsyncIterable<Batch>): AsyncIterable<Batch> {
    return runInOrder({
      count,
      start: (partition, signal) => start(partition, new QueryTaskContext({ ...this.#resources, signal }, this.#state)),
      parallelism: this.#resources.executor.parallelism,
      signal: this.signal,
      weigh: batchBytes,
      budget: AHEAD_BYTES,
    })
  }

  shared<T>(operator: Operator, make: () => Promise<T>): Promise<T> {
    const { shared } = this.#state
    const made = shared.get(operator)
    // An operator always makes the same kind of thing.
    if (made) return made as Promise<T>
    const making = make()
    shared.set(operator, making)
    return making
  }

  reserve(_operator: Operator, bytes: number): boolean {
    const { memoryLimit } = this.#resources
    const reserved = this.#state.reserved + bytes
    if (bytes > 0 && memoryLimit > 0 && reserved > memoryLimit) return false
    this.#state.reserved = reserved
    return true
  }

  count(operator: Operator, metric: string, by: number): void {
    let counts = this.#state.metrics.get(operator)
    if (!counts) {
      counts = new Map()
      this.#state.metrics.set(operator, counts)
    }
    counts.set(metric, (counts.get(metric) ?? 0) + by)
  }

  warn(message: string): void {
    this.#state.warnings.add(message)
  }

  breathe(): Promise<void> | undefined {
    return breathe()?.then(() => throwIfAborted(this.signal))
  }
}

/** What all contexts of one query share. */
class QueryState {
  readonly metrics = new Map<Operator, Map<string, number>>()
  readonly warnings = new Set<string>()
  readonly shared = new Map<Operator, Promise<unknown>>()
  reserved = 0
}
