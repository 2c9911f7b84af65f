/** INSERT, UPDATE and DELETE on memory tables. The rows stay as they are where anything fails. */
import type { Batch } from '../columnar/batch.ts'
import { getBit } from '../columnar/bitmap.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { QueryError } from '../common/errors.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import { batchOf, COUNT } from './batch-of.ts'
import { conflictRule } from './conflict-rule.ts'
import { MemoryTable, type TouchedRows } from './memory-table.ts'
import { memoryTableOf } from './memory-table-of.ts'
import { returnedRows } from './returned-rows.ts'
import type { RunningQuery } from './running-query.ts'

type Insert = Extract<BoundStatement, { readonly kind: 'insert' }>
type Change = Extract<BoundStatement, { readonly kind: 'update' | 'delete' }>

interface Runner {
  run(plan: LogicalPlan): Promise<RunningQuery>
  readonly functions: FunctionRegistry
}

export async function insertRows(statement: Insert, runner: Runner): Promise<Batch> {
  const { provider, table, overwrite, conflict, plan } = statement
  const memory = memoryTableOf(provider)
  if (!memory)
    throw new QueryError(
      'PLAN',
      `Table "${table}" is read from a file and takes no INSERT. CREATE TABLE ... AS SELECT makes one in memory.`,
    )
  const { batches } = await runner.run(plan)
  if (overwrite) return answer(statement, await memory.replace(batches), runner)
  const rule = conflict && conflictRule(conflict, memory.schema, runner.functions)
  return answer(statement, await memory.insert(batches, rule), runner)
}

export async function changeRows(statement: Change, runner: Runner): Promise<Batch> {
  const { provider, table, kind } = statement
  const memory = memoryTableOf(provider)
  if (!memory) throw new QueryError('PLAN', `Table "${table}" cannot be changed: it is not held in memory.`)
  const seen = memory.rowsOfNow
  const after: Batch[] = []
  const touched: Batch[] = []
  const { batches } = await runner.run(statement.plan)
  for await (const flagged of batches) {
    const { rows, marked, others } = split(flagged)
    if (marked.length > 0) touched.push(takeBatch(rows, marked))
    after.push(kind === 'update' || marked.length === 0 ? rows : takeBatch(rows, others))
  }
  return answer(statement, memory.change(after, touched, seen), runner)
}

/** The last column says whether the row was changed, or is to go. */
function split(batch: Batch): { readonly rows: Batch; readonly marked: Uint32Array; readonly others: Uint32Array } {
  const flags = batch.columns.at(-1)?.values as Uint8Array // a boolean column without NULL: bind-data-change.ts
  const marked = new Uint32Array(batch.numRows)
  const others = new Uint32Array(batch.numRows)
  let count = 0
  for (let row = 0; row < batch.numRows; row++) {
    if (getBit(flags, row)) marked[count++] = row
    else others[row - count] = row
  }
  const schema = { ...batch.schema, fields: batch.schema.fields.slice(0, -1) }
  return {
    rows: { ...batch, schema, columns: batch.columns.slice(0, -1) },
    marked: marked.subarray(0, count),
    others: others.subarray(0, batch.numRows - count),
  }
}

/** How many rows were touched, or with RETURNING what it asks of them. */
async function answer({ provider, returning, table }: Insert | Change, { rows, touched }: TouchedRows, runner: Runner): Promise<Batch> {
  if (!returning) return batchOf({ count: { type: COUNT, values: [BigInt(rows)] } })
  return returnedRows(returning, MemoryTable.of(table, provider.schema, touched), runner)
}
