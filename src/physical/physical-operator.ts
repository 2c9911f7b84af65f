import type { Fragment, FragmentReport } from '../catalog/fragment.ts'
import type { SequenceSource } from '../catalog/sequence-source.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import type { SortKey } from '../expr/expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { Qualifiers } from '../logical/table-of-columns.ts'
import type { WorkingTable } from './working-table.ts'

/** What an operator may use while it runs. Implemented by execution/task-context.ts. */
export interface TaskContext {
  readonly batchSize: number
  readonly signal: AbortSignal
  /** Here, in a worker or elsewhere: the operator does not know. */
  runFragment(fragment: Fragment, onReport: (report: FragmentReport) => void): AsyncIterable<Batch>
  /** Starts partitions 0 … count − 1, some at a time, and hands their batches on in that order. Each gets a context with a signal of its own. */
  runPartitions(count: number, start: (partition: number, context: TaskContext) => AsyncIterable<Batch>): AsyncIterable<Batch>
  /** Made once for all partitions of an operator: the build side of a join. */
  shared<T>(operator: PhysicalOperator, make: () => Promise<T>): Promise<T>
  /** execution.memory_limit in bytes; 0: no limit, and nobody spills. */
  readonly memoryLimit: number
  /**
   * Counts towards execution.memory_limit (negative: gives back); false: spill, or fail with RESOURCE naming the operator.
   * `bound`: 'limit', if absent. 'share': for an operator that can spill; it leaves as much free as it takes. 'anyway': the little
   * without which it cannot go on. What an operator holds is given back when its run ends.
   */
  reserve(operator: PhysicalOperator, bytes: number, bound?: 'limit' | 'share' | 'anyway'): boolean
  heldBy(operator: PhysicalOperator): number
  /** An empty temporary file, an Arrow IPC stream, gone at the latest when the operator's run ends, however it does. RESOURCE where there is no place for it. */
  createSpillFile(operator: PhysicalOperator, schema: Schema): Promise<SpillFile>
  /** Gives back the operator's memory and removes its temporary files; undefined: it has none. */
  release(operator: PhysicalOperator): Promise<void> | undefined
  count(operator: PhysicalOperator, metric: string, by: number): void
  /** Shown in Relation.warnings, each once. */
  warn(message: string): void
  /** Lets other work and the abort signal in when the thread has been busy for a while; undefined: go on at once. Throws when aborted. */
  breathe(): Promise<void> | undefined
}

export interface SpillFile {
  readonly numRows: number
  append(batch: Batch): Promise<void>
  /** What was appended, in that order; may be read again. */
  read(): AsyncIterable<Batch>
  remove(): Promise<void>
}

export interface PhysicalOperator {
  readonly name: string // 'IntervalJoinExec'; scans: 'VcfExec', 'MemoryExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly outputOrdering?: readonly SortKey[]
  /** Present where the operator and everything below it is a pipeline over scan partitions, which runs as one fragment a partition. */
  readonly fragments?: FragmentSource
  /** Told when it runs: an index that is older than its data. */
  readonly warnings?: readonly string[]
  /** What EXPLAIN prints after the name, in order. */
  describe(): Readonly<Record<string, string>>
  /** Does nothing before the first batch is pulled; `return()` frees everything. */
  execute(partition: number, context: TaskContext): AsyncIterable<Batch>
}

/** Where a plan comes down to fragments. */
export interface FragmentSource {
  /** The names of the operator's columns inside the fragment, in the order of its schema: steps of a pipeline find columns by name. */
  readonly columns: readonly string[]
  fragment(partition: number): Fragment
}

export interface PlanningContext {
  readonly targetPartitions: number
  readonly functions: FunctionRegistry
  readonly signal?: AbortSignal
  /** The working tables of the plan by number; made by createPhysicalPlan. */
  readonly workingTables?: Map<number, WorkingTable>
  /** The options bio.interval_join_*; absent: their defaults. */
  readonly intervalJoins?: { readonly algorithm?: 'auto' | 'sweep' | 'tree'; readonly lowMemory?: boolean }
  /** Plans a part of the query once more, when more is known while it runs. */
  readonly planAgain?: (plan: LogicalPlan) => Promise<PhysicalOperator>
  /** Opens a FASTA file for look-ups by its index. */
  readonly openSequences?: (location: string) => Promise<SequenceSource>
  /** The tables of the plan's columns, for EXPLAIN. */
  readonly qualifiers?: Qualifiers
}

/** Turns a logical node into this operator, or declines. First in the list wins. */
export interface PhysicalStrategy {
  readonly name: string
  plan(
    node: LogicalPlan,
    inputs: readonly PhysicalOperator[],
    context: PlanningContext,
  ): PhysicalOperator | undefined | Promise<PhysicalOperator | undefined>
}
