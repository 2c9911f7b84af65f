/** The value of SET VARIABLE as an expression that any statement may hold. */
import { scalarAt } from '../columnar/scalar-at.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import type { Expr } from '../expr/expr.ts'
import { literalOf } from '../expr/literal.ts'
import type { RunningQuery } from './running-query.ts'

/** `query` gives one row of one column. */
export async function variableValue({ schema, batches }: RunningQuery): Promise<Expr> {
  const type = schema.fields[0]?.type ?? { kind: 'null' }
  let value: ReturnType<typeof scalarAt> = null
  for await (const batch of batches) if (batch.columns[0] && batch.numRows > 0) value = scalarAt(batch.columns[0], 0)
  if (value === null) return { kind: 'literal', type, value: null }
  const literal = literalOf(type, value)
  if (literal) return literal
  throw new QueryError('NOT_IMPLEMENTED', `A variable cannot hold a value of type ${sqlTypeName(type)}. Make a table of it instead.`)
}
