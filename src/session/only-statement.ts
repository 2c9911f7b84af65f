/** The statement of a text that holds one. */
import { QueryError } from '../common/errors.ts'
import type { Statement } from '../sql/ast/statement.ts'
import { parseStatements } from '../sql/parser/parse-statements.ts'

export function onlyStatement(text: string): Statement {
  const statements = parseStatements(text)
  const [first] = statements
  if (first && statements.length === 1) return first
  if (!first) throw new QueryError('SQL', 'The text holds no statement.', { sqlOffset: 0 })
  const sqlOffset = statements[1]?.span.start ?? 0
  throw new QueryError('SQL', `sql() takes one statement, and the text holds ${statements.length}. script() takes several.`, { sqlOffset })
}
