/** CREATE TABLE: an empty table of declared columns, or the rows of a query. */
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { BoundCreateTable } from '../sql/bound-statement.ts'
import { mayCreate } from './may-create.ts'
import { MemoryTable } from './memory-table.ts'
import { rowCheck } from './row-check.ts'
import type { RunningQuery } from './running-query.ts'
import type { StatementContext } from './statement-context.ts'

/** The table appears when all its rows are there. */
export async function createTable(
  statement: BoundCreateTable,
  { catalog, environment }: StatementContext,
  run: (plan: LogicalPlan) => Promise<RunningQuery>,
): Promise<void> {
  if (!mayCreate(statement, catalog)) return
  const table = new MemoryTable(statement.name, statement.schema, {
    keys: statement.keys,
    checks: statement.checks.map(check => rowCheck(check, statement.name, environment.functions)),
  })
  if (statement.plan) await table.insert((await run(statement.plan)).batches)
  // Another statement may have made it while the rows were read.
  if (mayCreate(statement, catalog)) catalog.set({ kind: 'table', name: statement.name, provider: table })
}
