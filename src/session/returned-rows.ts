/** RETURNING: its query over the rows that a statement touched. */
import type { TableProvider } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { mapPlan } from '../logical/map-plan.ts'
import type { BoundReturning } from '../sql/bound-statement.ts'
import type { RunningQuery } from './running-query.ts'

export async function returnedRows(
  { plan, rows }: BoundReturning,
  touched: TableProvider,
  { run }: { run(plan: LogicalPlan): Promise<RunningQuery> },
): Promise<Batch> {
  const over = mapPlan(plan, node => (node.kind === 'scan' && node.ids[0] === rows[0] ? { ...node, provider: touched } : node))
  const { schema, batches } = await run(over)
  const collected: Batch[] = []
  for await (const batch of batches) collected.push(batch)
  return concatBatches(schema, collected)
}
