/** A column type from its SQL text: 'BIGINT', 'VARCHAR', 'DOUBLE[]', 'STRUCT(a INT, b VARCHAR)'; Arrow's names (Int32, Utf8) work too. */
import type { DataType } from '../columnar/data-type.ts'
import { QueryError } from '../common/errors.ts'
import { bindType } from '../sql/binder/bind-type.ts'
import { parseStatements } from '../sql/parser/parse-statements.ts'

export function parseType(text: string): DataType {
  const [statement] = parseStatements(`SELECT CAST(NULL AS ${text})`)
  const body = statement?.kind === 'select' && statement.query.body.kind === 'select' ? statement.query.body : undefined
  const expression = body?.items[0]?.expression
  if (expression?.kind === 'cast' && body?.items.length === 1 && body.from.length === 0) return bindType(expression.type)
  throw new QueryError('PLAN', `"${text}" is not a type. Types are written as in SQL: 'BIGINT', 'VARCHAR', 'DOUBLE[]'.`)
}
