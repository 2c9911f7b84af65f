/** PREPARE name [(types)] AS statement, EXECUTE name [(values)], DEALLOCATE [PREPARE] name | ALL. */
import type { Statement } from '../../ast/statement.ts'
import { readList } from '../read-list.ts'
import { readIdentifier } from '../read-name.ts'
import { readTypeName } from '../read-type-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readPrepare(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const name = readIdentifier(cursor, 'a name after PREPARE')
  // The types of parameters are found from the values of EXECUTE; written ones are accepted for PostgreSQL's sake.
  if (cursor.acceptSymbol('(')) {
    readList(cursor, readTypeName)
    cursor.expectSymbol(')', 'after the types of the parameters')
  }
  cursor.expectWord('as', 'and the statement to prepare')
  const statement = cursor.grammar.statement(cursor)
  return { kind: 'prepare', name, statement, span: cursor.span(start) }
}

export function readExecute(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const name = readIdentifier(cursor, 'the name of a prepared statement')
  if (!cursor.acceptSymbol('(')) return { kind: 'execute', name, args: [], span: cursor.span(start) }
  const args = cursor.isSymbol(')') ? [] : readList(cursor, inner => inner.readExpression())
  cursor.expectSymbol(')', 'after the values of EXECUTE')
  return { kind: 'execute', name, args, span: cursor.span(start) }
}

export function readDeallocate(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  cursor.acceptWord('prepare')
  if (cursor.acceptWord('all')) return { kind: 'deallocate', span: cursor.span(start) }
  const name = readIdentifier(cursor, 'the name of a prepared statement or ALL')
  return { kind: 'deallocate', name, span: cursor.span(start) }
}
