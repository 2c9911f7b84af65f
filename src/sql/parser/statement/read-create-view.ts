/** CREATE VIEW [IF NOT EXISTS] name [(columns)] AS query. */
import type { Statement } from '../../ast/statement.ts'
import { readOptionalIdentifierList, readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { CreateHead } from './create-head.ts'

export function readCreateView(cursor: TokenCursor, head: CreateHead): Statement {
  const { start, orReplace, temporary } = head
  const ifNotExists = cursor.acceptWords('if', 'not', 'exists')
  const name = readQualifiedName(cursor, 'a name for the view')
  const columns = readOptionalIdentifierList(cursor, 'a column name')
  cursor.expectWord('as', 'and a query')
  const query = cursor.readQuery()
  const queryText = cursor.text.slice(query.span.start, query.span.end)
  return { kind: 'create-view', name, orReplace, ifNotExists, temporary, columns, query, queryText, span: cursor.span(start) }
}
