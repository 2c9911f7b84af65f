/** Runs the fragment of one partition wherever the executor likes, and books its report on the operators that the fragment stands for. */
import type { FragmentReport } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import { QueryError } from '../common/errors.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'
import { UnifiedDictionaries } from './unified-dictionaries.ts'

export async function* runFragments(operator: PhysicalOperator, partition: number, context: TaskContext): AsyncGenerator<Batch> {
  const fragment = operator.fragments?.fragment(partition)
  if (!fragment) throw new QueryError('INTERNAL', `${operator.name} does not run as a fragment. This is a bug in locusql.`)
  const dictionaries = await context.shared(operator, async () => new UnifiedDictionaries())
  for await (const batch of context.runFragment(fragment, report => book(report, operator, context))) {
    yield { ...batch, schema: operator.schema, columns: batch.columns.map((column, index) => dictionaries.unify(column, String(index))) }
  }
}

/** Stage 0 is the scan; the last stage is `operator` itself. */
function book(report: FragmentReport, operator: PhysicalOperator, context: TaskContext): void {
  const chain = [operator]
  for (let below = operator.children[0]; below; below = below.children[0]) chain.unshift(below)
  for (const [index, stage] of report.stages.entries()) {
    const at = chain[index]
    if (!at) continue
    context.count(at, 'rows', stage.rows)
    context.count(at, 'batches', stage.batches)
    context.count(at, 'milliseconds', stage.milliseconds)
  }
  const scan = chain[0] ?? operator
  context.count(scan, 'rows_read', report.rowsRead)
  context.count(scan, 'rows_skipped', report.rowsSkipped)
  context.count(scan, 'fields_nulled', report.fieldsNulled)
  context.count(scan, 'bytes_read', report.bytesRead)
  context.count(scan, 'blocks_inflated', report.blocksInflated)
  for (const warning of report.warnings) context.warn(warning)
}
