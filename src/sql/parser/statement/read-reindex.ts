/** REINDEX [TABLE | INDEX] [name]: read, checked and without effect, as indexes are. */
import type { Statement } from '../../ast/statement.ts'
import { readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readReindex(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  if (!cursor.acceptWord('table')) cursor.acceptWord('index')
  if (cursor.atEnd || cursor.isSymbol(';')) return { kind: 'reindex', span: cursor.span(start) }
  return { kind: 'reindex', name: readQualifiedName(cursor, 'a table or an index'), span: cursor.span(start) }
}
