/** One running query: its signal, memory, counts and warnings, and the executor of its fragments. What physical/ knows as TaskContext. */
import type { Fragment, FragmentReport } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import type { Schema } from '../columnar/schema.ts'
import { throwIfAborted } from '../common/abort.ts'
import { breathe } from './breathe.ts'
import { type MemoryBound, MemoryPool } from './memory-pool.ts'
import { runInOrder } from './run-in-order.ts'
import type { ArrowSpillFile } from './spill/spill-file.ts'
import { SpillFiles, type SpillPlace } from './spill/spill-files.ts'
import type { TaskExecutor } from './task-executor.ts'
import type { TurnPlace } from './turns.ts'

/** Bytes that fragments may hold which run ahead of the one being handed on; with a memory limit at most this part of it. */
const AHEAD_BYTES = 32 << 20
const AHEAD_PART = 8

export interface QueryResources {
  readonly executor: TaskExecutor
  readonly batchSize: number
  /** Bytes that all operators of the query may hold together; 0: no limit. */
  readonly memoryLimit: number
  readonly spill: SpillPlace
  readonly signal: AbortSignal
  readonly turn?: TurnPlace
}

/** Of partitions that are handed on in their order. */
let lastGroup = 0

/** Operators are keys here, nothing more: execution/ does not know them. */
type Operator = object

export class QueryTaskContext {
  readonly batchSize: number
  readonly signal: AbortSignal
  readonly #resources: QueryResources
  readonly #state: QueryState

  constructor(resources: QueryResources, state = new QueryState(resources)) {
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
    return this.#resources.executor.run(fragment, { batchSize: this.batchSize, signal: this.signal, turn: this.#resources.turn, onReport })
  }

  runPartitions(count: number, start: (partition: number, context: QueryTaskContext) => AsyncIterable<Batch>): AsyncIterable<Batch> {
    const group = ++lastGroup
    return runInOrder({
      count,
      start: (partition, signal) =>
        start(partition, new QueryTaskContext({ ...this.#resources, signal, turn: { group, partition } }, this.#state)),
      parallelism: this.#resources.executor.parallelism,
      threads: this.#resources.executor.threads,
      signal: this.signal,
      weigh: batchBytes,
      budget: this.memoryLimit > 0 ? Math.min(AHEAD_BYTES, this.memoryLimit / AHEAD_PART) : AHEAD_BYTES,
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

  get memoryLimit(): number {
    return this.#state.memory.limit
  }

  /** Bytes; the most that all operators have held together. */
  get peakMemory(): number {
    return this.#state.memory.peak
  }

  reserve(operator: Operator, bytes: number, bound: MemoryBound = 'limit'): boolean {
    return this.#state.memory.reserve(operator, bytes, bound)
  }

  heldBy(operator: Operator): number {
    return this.#state.memory.heldBy(operator)
  }

  createSpillFile(operator: Operator & { readonly name: string }, schema: Schema): Promise<ArrowSpillFile> {
    return this.#state.spill.create(operator, schema)
  }

  release(operator: Operator): Promise<void> | undefined {
    const { memory, spill } = this.#state
    if (memory.limit > 0) {
      const shown = this.#state.metrics.get(operator)?.get('bytes_held') ?? 0
      const peak = memory.peakOf(operator)
      if (peak > shown) this.count(operator, 'bytes_held', peak - shown)
    }
    memory.release(operator)
    return spill.remove(operator)
  }

  /** Removes every temporary file of the query. */
  close(): Promise<void> {
    return this.#state.spill.removeAll()
  }

  count(operator: Operator, metric: string, by: number): void {
    this.#state.count(operator, metric, by)
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
  readonly memory: MemoryPool
  readonly spill: SpillFiles

  constructor({ memoryLimit, spill, signal }: QueryResources) {
    this.memory = new MemoryPool(memoryLimit)
    this.spill = new SpillFiles(spill, { signal, count: (operator, metric, by) => this.count(operator, metric, by) })
  }

  count(operator: Operator, metric: string, by: number): void {
    let counts = this.metrics.get(operator)
    if (!counts) {
      counts = new Map()
      this.metrics.set(operator, counts)
    }
    counts.set(metric, (counts.get(metric) ?? 0) + by)
  }
}
