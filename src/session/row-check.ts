/** CHECK constraints of a memory table, as a function that refuses a batch with a row that breaks one. */
import type { Batch } from '../columnar/batch.ts'
import { QueryError } from '../common/errors.ts'
import { compilePredicate } from '../expr/compile-predicate.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { CheckDefinition } from '../sql/bound-statement.ts'

export type RowCheck = (batch: Batch) => void

/** NULL passes, as in PostgreSQL. */
export function rowCheck({ text, condition }: CheckDefinition, table: string, functions: FunctionRegistry): RowCheck {
  // Column ids are places in the table: bind-create-table.ts.
  const breaks = compilePredicate({ kind: 'not', operand: condition }, column => column.id, functions)
  return batch => {
    const rows = breaks(batch)
    if (batch.numRows === 0 || (rows !== 'all' && rows.length === 0)) return
    throw new QueryError('EXECUTION', `A row breaks CHECK (${text}) of table "${table}".`)
  }
}
