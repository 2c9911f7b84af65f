/** CREATE INDEX: read in full, because scripts contain it, and without effect. */
import type { Statement } from '../../ast/statement.ts'
import { readDirection } from '../expression/read-order-items.ts'
import { readList } from '../read-list.ts'
import { readIdentifier, readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

/** After INDEX. */
export function readCreateIndex(cursor: TokenCursor, start: number): Statement {
  cursor.acceptWord('concurrently')
  cursor.acceptWords('if', 'not', 'exists')
  const name = cursor.isWord('on') ? undefined : readIdentifier(cursor, 'a name for the index or ON')
  cursor.expectWord('on', 'and a table')
  const table = readQualifiedName(cursor, 'a table name after ON')
  if (cursor.acceptWord('using')) readIdentifier(cursor, 'a kind of index after USING')
  cursor.expectSymbol('(', 'before the columns of the index')
  readList(cursor, inner => {
    inner.readExpression()
    readDirection(inner)
  })
  cursor.expectSymbol(')', 'after the columns of the index')
  if (cursor.acceptWord('where')) cursor.readExpression()
  return { kind: 'create-index', ...(name && { name }), table, span: cursor.span(start) }
}
