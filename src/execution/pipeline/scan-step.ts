/** Reads a partition: filter columns first, the others for the rows that pass, and no more rows than the limit. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { pickColumns } from '../../columnar/pick-columns.ts'
import type { Schema } from '../../columnar/schema.ts'
import { compilePredicate } from '../../expr/compile-predicate.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { FormatContext } from '../../formats/file-format.ts'
import { filterColumnNames } from '../../formats/filter-column-names.ts'
import type { ScanMeter } from '../../formats/scan-meter.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { FragmentResources } from '../fragment-resources.ts'
import { deriveColumns } from './derive-columns.ts'
import { limitStep } from './limit-step.ts'
import { resolveByName } from './resolve-by-name.ts'

interface ScanControl {
  readonly batchSize: number
  readonly signal: AbortSignal
  readonly meter: ScanMeter
  readonly warn: (message: string) => void
}

export function scanStep(partition: ScanPartition, resources: FragmentResources, control: ScanControl): AsyncIterable<Batch> {
  const rows = readPartition(partition, resources, control)
  return partition.limit === undefined ? rows : limitStep(partition.limit, rows)
}

async function* readPartition(partition: ScanPartition, resources: FragmentResources, control: ScanControl): AsyncGenerator<Batch> {
  const format = await resources.loadFormat(partition.format)
  const { store, codecs, limits, functions } = resources
  store.claim?.(partition.location)
  const context: FormatContext = { store, codecs, limits, ...control, select: selectRows(partition, functions) }
  const derive = partition.derived && deriveColumns(partition.derived, functions)
  for await (const batch of format.read(withoutDerived(partition), context)) {
    // What only the filters read is dropped here.
    if (batch.numRows > 0) yield pickColumns(derive ? derive(batch) : batch, partition.projection)
  }
}

/** What the file itself must give. */
function withoutDerived(partition: ScanPartition): ScanPartition {
  const { derived, projection } = partition
  if (derived === undefined) return partition
  const names = new Set(derived.map(column => column.field.name))
  const needed = filterColumnNames(derived.map(column => column.expr))
  return { ...partition, projection: [...new Set([...projection.filter(name => !names.has(name)), ...needed])] }
}

/** The filters as one predicate, compiled when the first batch tells where its columns are. */
function selectRows(partition: ScanPartition, functions: FunctionRegistry): FormatContext['select'] {
  const { filters } = partition
  if (filters.length === 0) return () => 'all'
  const predicate = conjunction(filters)
  let schema: Schema | undefined
  let select: FormatContext['select'] = () => 'all'
  return batch => {
    if (batch.schema !== schema) {
      select = compilePredicate(predicate, resolveByName(batch), functions)
      schema = batch.schema
    }
    return select(batch)
  }
}
