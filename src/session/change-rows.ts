/** UPDATE and DELETE: the rows that the table has afterwards take the place of those it has. They stay as they are where anything fails. */
import type { Batch } from '../columnar/batch.ts'
import { getBit } from '../columnar/bitmap.ts'
import { QueryError } from '../common/errors.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import { batchOf, COUNT } from './batch-of.ts'
import { DescribedTable } from './described-table.ts'
import { MemoryTable } from './memory-table.ts'
import type { RunningQuery } from './running-query.ts'

type Change = Extract<BoundStatement, { readonly kind: 'update' | 'delete' }>

export async function changeRows(statement: Change, run: (plan: LogicalPlan) => Promise<RunningQuery>): Promise<Batch> {
  const { provider, table, kind } = statement
  const memory = provider instanceof DescribedTable ? provider.inner : provider
  if (!(memory instanceof MemoryTable)) throw new QueryError('PLAN', `Table "${table}" cannot be changed: it is not held in memory.`)
  const before = memory.numRows
  const seen = memory.rowsOfNow
  const { batches } = await run(statement.plan)
  const changed = { rows: 0 }
  const after = await memory.change(kind === 'update' ? withoutFlags(batches, changed) : batches, seen)
  const rows = kind === 'update' ? changed.rows : before - after.rows
  return batchOf({ count: { type: COUNT, values: [BigInt(rows)] } })
}

/** The last column says whether the row was changed. */
async function* withoutFlags(batches: AsyncIterable<Batch>, changed: { rows: number }): AsyncGenerator<Batch, void, void> {
  for await (const batch of batches) {
    const flags = batch.columns.at(-1)?.values as Uint8Array // a boolean column without NULL: bind-data-change.ts
    for (let row = 0; row < batch.numRows; row++) if (getBit(flags, row)) changed.rows++
    yield { ...batch, columns: batch.columns.slice(0, -1) }
  }
}
