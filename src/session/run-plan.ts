/** Runs a plan: optimize, choose operators, pull batches. */
import type { Batch } from '../columnar/batch.ts'
import { throwIfAborted } from '../common/abort.ts'
import type { SpillPlace } from '../execution/spill/spill-files.ts'
import { QueryTaskContext } from '../execution/task-context.ts'
import type { TaskExecutor } from '../execution/task-executor.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { optimize } from '../optimizer/optimize.ts'
import { necessaryRules } from '../optimizer/rules.ts'
import { createPhysicalPlan } from '../physical/create-physical-plan.ts'
import { givesAway } from '../physical/gives-away.ts'
import type { OperatorMetrics } from '../physical/operator-metrics.ts'
import type { PhysicalOperator, PlanningContext } from '../physical/physical-operator.ts'
import { runOperator } from '../physical/run-operator.ts'
import { scanBytes } from '../physical/scan-bytes.ts'
import { type LinkedSignal, linkSignals } from './link-signals.ts'
import { type QueryStats, sumStats } from './query-stats.ts'
import type { RunningQuery } from './running-query.ts'

/** What running needs of the session. */
export interface PlanEnvironment {
  readonly functions: FunctionRegistry
  readonly batchSize: number
  readonly memoryLimit: number
  /** Where operators spill. */
  readonly spill: SpillPlace
  readonly targetPartitions: number
  /** execution.optimizer. */
  readonly optimizes: boolean
  /** bio.interval_join_*. */
  readonly intervalJoins: NonNullable<PlanningContext['intervalJoins']>
  /** For fasta_seq. */
  readonly openSequences: NonNullable<PlanningContext['openSequences']>
  /** The queries that run now, which closing the session aborts. */
  readonly running: Set<LinkedSignal>
  /** Throws once the session is closed. */
  checkOpen(): void
  /** For a query that may read so many bytes. */
  executorFor(bytes: number): TaskExecutor
  /** Makes errors better where they leave: the line of a byte offset. */
  locateError(error: unknown): Promise<unknown>
}

export interface PlannedQuery {
  readonly logical: LogicalPlan
  /** The optimizer's rules that changed the plan, in the order they ran. */
  readonly steps: readonly { readonly rule: string; readonly plan: LogicalPlan }[]
  readonly operator: PhysicalOperator
}

export async function planQuery(plan: LogicalPlan, environment: PlanEnvironment, signal?: AbortSignal): Promise<PlannedQuery> {
  const { functions, targetPartitions, intervalJoins } = environment
  const optimized = optimize(plan, { functions, ...(!environment.optimizes && { rules: necessaryRules }) })
  const context = { targetPartitions, functions, intervalJoins, openSequences: environment.openSequences, ...(signal && { signal }) }
  const operator = await createPhysicalPlan(optimized.plan, context)
  return { logical: optimized.plan, steps: optimized.steps, operator }
}

/** Nothing is read before the first batch is asked for. */
export class OperatorRun implements RunningQuery {
  readonly schema
  readonly memory
  readonly #operator: PhysicalOperator
  readonly #environment: PlanEnvironment
  readonly #context: QueryTaskContext
  readonly #link
  readonly #ownWarnings: readonly string[]
  #rows = 0
  #began = 0
  #milliseconds = 0

  constructor(
    operator: PhysicalOperator,
    environment: PlanEnvironment,
    run: { readonly signal?: AbortSignal; readonly warnings: readonly string[] },
  ) {
    this.schema = operator.schema
    this.memory = givesAway(operator) ? ('given' as const) : ('shared' as const)
    this.#operator = operator
    this.#environment = environment
    this.#ownWarnings = run.warnings
    this.#link = linkSignals(run.signal)
    this.#context = new QueryTaskContext({
      executor: environment.executorFor(scanBytes(operator)),
      batchSize: environment.batchSize,
      memoryLimit: environment.memoryLimit,
      spill: environment.spill,
      signal: this.#link.signal,
    })
  }

  get metrics(): OperatorMetrics {
    return this.#context.metrics
  }

  get warnings(): readonly string[] {
    return [...new Set([...this.#ownWarnings, ...this.#context.warnings])]
  }

  get stats(): QueryStats {
    const milliseconds = this.#milliseconds || (this.#began && performance.now() - this.#began)
    return sumStats(this.#context.metrics, { rows: this.#rows, peakMemory: this.#context.peakMemory, milliseconds })
  }

  get batches(): AsyncIterable<Batch> {
    return this.#run()
  }

  async *#run(): AsyncGenerator<Batch, void, void> {
    this.#environment.checkOpen()
    this.#began = performance.now()
    this.#environment.running.add(this.#link)
    try {
      throwIfAborted(this.#link.signal)
      for await (const batch of runOperator(this.#operator, 0, this.#context)) {
        this.#rows += batch.numRows
        yield batch
      }
    } catch (error) {
      throw await this.#environment.locateError(error)
    } finally {
      await this.#context.close()
      this.#milliseconds = performance.now() - this.#began
      this.#environment.running.delete(this.#link)
      this.#link.release(new DOMException('No longer needed', 'AbortError'))
    }
  }
}
