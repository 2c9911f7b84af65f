/** CREATE TABLE: an empty table of declared columns, or the rows of a query. */
import { QueryError } from '../common/errors.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { BoundCreateTable } from '../sql/bound-statement.ts'
import { MemoryTable } from './memory-table.ts'
import type { RunningQuery } from './running-query.ts'
import type { StatementContext } from './statement-context.ts'

/** The table appears when all its rows are there. */
export async function createTable(
  statement: BoundCreateTable,
  { catalog }: StatementContext,
  run: (plan: LogicalPlan) => Promise<RunningQuery>,
): Promise<void> {
  const before = catalog.find(statement.name)
  if (before && statement.ifNotExists && !statement.orReplace) return
  if (before && !statement.orReplace) {
    throw new QueryError(
      'PLAN',
      `${before.kind === 'view' ? 'View' : 'Table'} "${before.name}" already exists. CREATE OR REPLACE replaces it.`,
    )
  }
  const table = new MemoryTable(statement.name, statement.schema, statement.keys)
  if (statement.plan) await table.insert((await run(statement.plan)).batches)
  catalog.set({ kind: 'table', name: statement.name, provider: table })
}
