/** CREATE [UNIQUE] INDEX: an index speeds nothing up here, but a unique one is a key. */
import type { Expression } from '../../ast/expression.ts'
import type { Statement } from '../../ast/statement.ts'
import { readDirection } from '../expression/read-order-items.ts'
import { readList } from '../read-list.ts'
import { readIdentifier, readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

/** At UNIQUE or INDEX. */
export function readCreateIndex(cursor: TokenCursor, start: number): Statement {
  const unique = cursor.acceptWord('unique')
  cursor.expectWord('index', 'after UNIQUE')
  cursor.acceptWord('concurrently')
  const ifNotExists = cursor.acceptWords('if', 'not', 'exists')
  const name = cursor.isWord('on') ? undefined : readIdentifier(cursor, 'a name for the index or ON')
  cursor.expectWord('on', 'and a table')
  const table = readQualifiedName(cursor, 'a table name after ON')
  if (cursor.acceptWord('using')) readIdentifier(cursor, 'a kind of index after USING')
  cursor.expectSymbol('(', 'before the columns of the index')
  const columns = readList(cursor, (inner): Expression => {
    const expression = inner.readExpression()
    readDirection(inner)
    return expression
  })
  cursor.expectSymbol(')', 'after the columns of the index')
  if (cursor.acceptWord('where')) cursor.readExpression()
  return { kind: 'create-index', ...(name && { name }), table, ifNotExists, unique, columns, span: cursor.span(start) }
}
