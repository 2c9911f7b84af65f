/** Runs logical plans in tests without a session. */
import type { Batch } from '../../src/columnar/batch.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import type { FragmentResources } from '../../src/execution/fragment-resources.ts'
import { InlineExecutor } from '../../src/execution/inline-executor.ts'
import { QueryTaskContext } from '../../src/execution/task-context.ts'
import type { TaskExecutor } from '../../src/execution/task-executor.ts'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { createFunctionRegistry } from '../../src/functions/create-function-registry.ts'
import type { TemporaryStore } from '../../src/io/temporary-store.ts'
import type { LogicalPlan } from '../../src/logical/logical-plan.ts'
import { createPhysicalPlan } from '../../src/physical/create-physical-plan.ts'
import type { PhysicalOperator } from '../../src/physical/physical-operator.ts'
import { runOperator } from '../../src/physical/run-operator.ts'
import { rowsFormat } from './rows-format.ts'

export const functions = createFunctionRegistry()

const unused = () => {
  throw new Error('test partitions have no bytes')
}

export const resources: FragmentResources = {
  store: { schemes: [], open: unused, exists: unused },
  codecs: {
    get: unused,
    register: unused,
    acquireRunBuffer: unused,
    releaseRunBuffer: unused,
    createMemberInflater: unused,
    crc32: unused,
  },
  functions,
  limits: { lineBytes: 1e6, headerBytes: 1e6 },
  loadFormat: async (): Promise<FileFormat> => rowsFormat,
}

export interface RunOptions {
  readonly executor?: TaskExecutor
  readonly parallelism?: number
  readonly batchSize?: number
  readonly memoryLimit?: number
  readonly temporary?: TemporaryStore
  readonly signal?: AbortSignal
}

export function contextOf(options: RunOptions = {}): QueryTaskContext {
  return new QueryTaskContext({
    executor: options.executor ?? new InlineExecutor(resources, options.parallelism ?? 1),
    batchSize: options.batchSize ?? 8192,
    memoryLimit: options.memoryLimit ?? 0,
    spill: { ...(options.temporary && { store: options.temporary }), directory: '' },
    signal: options.signal ?? new AbortController().signal,
  })
}

export function planOf(plan: LogicalPlan): Promise<PhysicalOperator> {
  return createPhysicalPlan(plan, { targetPartitions: 2, functions })
}

export async function runPlan(plan: LogicalPlan, options: RunOptions = {}): Promise<Scalar[][]> {
  return runPhysical(await planOf(plan), contextOf(options))
}

export async function runPhysical(operator: PhysicalOperator, context: QueryTaskContext): Promise<Scalar[][]> {
  const rows: Scalar[][] = []
  for await (const batch of runOperator(operator, 0, context)) rows.push(...rowsOf(batch))
  return rows
}

export function rowsOf(batch: Batch): Scalar[][] {
  return Array.from({ length: batch.numRows }, (_, row) => batch.columns.map(column => scalarAt(column, row)))
}
