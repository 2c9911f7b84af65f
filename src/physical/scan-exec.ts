/** Reads a table that is cut into partitions: files. Its name comes from the format: VcfExec, BamExec. */
import type { ScanPartition, ScanPlan, ScanRequest } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import type { SortKey } from '../expr/expr.ts'
import { formatConjuncts } from '../expr/format-expr.ts'
import { MemoryExec } from './memory-exec.ts'
import type { FragmentSource, PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { runFragments } from './run-fragments.ts'

export interface ScanSpec {
  readonly schema: Schema
  readonly plan: ScanPlan
  readonly partitions: readonly ScanPartition[]
  readonly request: Omit<ScanRequest, 'targetPartitions'>
}

export class ScanExec implements PhysicalOperator {
  readonly name: string
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[] = []
  readonly outputPartitions: number
  readonly outputOrdering?: readonly SortKey[]
  readonly fragments: FragmentSource
  readonly warnings: readonly string[]
  /** Compressed bytes that the whole scan may read; what a LIMIT stops early counts as nothing. */
  readonly bytes: number
  /** Of all that it reads, where the table knows it. */
  readonly storedBytes: number | undefined
  readonly #spec: ScanSpec

  constructor(spec: ScanSpec) {
    const { plan, partitions, request } = spec
    const format = partitions[0]?.format ?? plan.format ?? 'scan'
    this.#spec = spec
    this.name = `${format.charAt(0).toUpperCase()}${format.slice(1)}Exec`
    this.schema = spec.schema
    this.outputPartitions = partitions.length
    this.bytes = request.limit === undefined ? (plan.statistics?.bytes ?? 0) : 0
    this.storedBytes = plan.statistics?.bytes
    this.warnings = plan.warnings ?? []
    if (plan.ordering) this.outputOrdering = plan.ordering
    this.fragments = {
      columns: spec.schema.fields.map(field => field.name),
      // In range: the partition counts of the operators above are this one's.
      fragment: partition => ({ scan: partitions[partition]!, pipeline: [] }),
    }
  }

  describe(): Readonly<Record<string, string>> {
    const { plan, partitions, request } = this.#spec
    const { file, ...notes } = plan.notes ?? {}
    const described: Record<string, string> = { file: file ?? fileNames(partitions), partitions: String(partitions.length), ...notes }
    described.projection = `[${request.projection.join(', ')}]`
    if (request.filters.length > 0) described.filters = `[${formatConjuncts(request.filters).join(', ')}]`
    if (request.limit !== undefined) described.limit = String(request.limit)
    return described
  }

  execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    return runFragments(this, partition, context)
  }
}

function fileNames(partitions: readonly ScanPartition[]): string {
  const locations = new Set(partitions.map(partition => partition.location.slice(partition.location.lastIndexOf('/') + 1)))
  return locations.size <= 3 ? [...locations].join(' ') : `${locations.size} files`
}

export const scanStrategy: PhysicalStrategy = {
  name: 'scan',
  async plan(node, _inputs, { targetPartitions, signal }) {
    if (node.kind !== 'scan') return undefined
    const { schema, table, request } = node
    const plan = await node.provider.scan({ ...request, targetPartitions }, signal)
    const { source } = plan
    if (source.kind === 'local') return new MemoryExec({ schema, table, partitions: source.partitions, rowCount: plan.statistics?.rows })
    return new ScanExec({ schema, plan, partitions: source.partitions, request })
  },
}
