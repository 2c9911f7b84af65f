import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import type { SortKey } from '../expr/expr.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'

/** What an operator may use while it runs. Implemented by execution/ and session/. */
export interface TaskContext {
  readonly batchSize: number
  readonly signal: AbortSignal
  /** Here, in a worker or elsewhere: the operator does not know. */
  runFragment(fragment: Fragment): AsyncIterable<Batch>
  /** Made once for all partitions of an operator: the build side of a join. */
  shared<T>(operator: PhysicalOperator, make: () => Promise<T>): Promise<T>
  /** Counts towards execution.memory_limit; false: spill, or fail with RESOURCE naming the operator. */
  reserve(operator: PhysicalOperator, bytes: number): boolean
  /** Temporary Arrow IPC files, removed on success, error, abort and exit; absent in browsers. */
  readonly spill?: SpillStore
  count(operator: PhysicalOperator, metric: string, by: number): void
}

export interface SpillStore {
  write(batches: AsyncIterable<Batch>): Promise<() => AsyncIterable<Batch>>
}

export interface PhysicalOperator {
  readonly name: string // 'IntervalJoinExec'; scans: 'VcfExec', 'MemoryExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly outputOrdering?: readonly SortKey[]
  /** What EXPLAIN prints after the name, in order. */
  describe(): Readonly<Record<string, string>>
  /** Does nothing before the first batch is pulled; `return()` frees everything. */
  execute(partition: number, context: TaskContext): AsyncIterable<Batch>
}

/** Turns a logical node into this operator, or declines. First in the list wins. */
export interface PhysicalStrategy {
  readonly name: string
  plan(
    node: LogicalPlan,
    inputs: readonly PhysicalOperator[],
    targetPartitions: number,
  ): PhysicalOperator | undefined | Promise<PhysicalOperator | undefined>
}
