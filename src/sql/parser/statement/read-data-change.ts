/** UPDATE, DELETE and TRUNCATE. */
import type { Identifier } from '../../ast/identifier.ts'
import type { Statement } from '../../ast/statement.ts'
import { readTableReferences } from '../query/read-table-reference.ts'
import { readIdentifier, readQualifiedName, startsName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readAssignments } from './read-assignments.ts'
import { readReturning } from './read-returning.ts'

export function readUpdate(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const table = readQualifiedName(cursor, 'a table name after UPDATE')
  const alias = readAlias(cursor, 'set')
  cursor.expectWord('set', 'after the table of UPDATE')
  const assignments = readAssignments(cursor)
  const from = cursor.acceptWord('from') ? readTableReferences(cursor) : []
  const where = cursor.acceptWord('where') ? cursor.readExpression() : undefined
  const returning = readReturning(cursor)
  return {
    kind: 'update',
    table,
    ...(alias && { alias }),
    assignments,
    from,
    ...(where && { where }),
    returning,
    span: cursor.span(start),
  }
}

export function readDelete(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  cursor.expectWord('from', 'after DELETE')
  const table = readQualifiedName(cursor, 'a table name')
  const alias = readAlias(cursor, 'using')
  const using = cursor.acceptWord('using') ? readTableReferences(cursor) : []
  const where = cursor.acceptWord('where') ? cursor.readExpression() : undefined
  const returning = readReturning(cursor)
  return { kind: 'delete', table, ...(alias && { alias }), using, ...(where && { where }), returning, span: cursor.span(start) }
}

/** TRUNCATE [TABLE] t is DELETE FROM t. */
export function readTruncate(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  cursor.acceptWord('table')
  const table = readQualifiedName(cursor, 'a table name after TRUNCATE')
  return { kind: 'delete', table, using: [], returning: [], span: cursor.span(start) }
}

function readAlias(cursor: TokenCursor, notAlias: string): Identifier | undefined {
  if (cursor.acceptWord('as')) return readIdentifier(cursor, 'a name for the table after AS')
  if (!startsName(cursor) || cursor.isWord(notAlias) || cursor.isWord('returning')) return undefined
  const alias = readIdentifier(cursor, 'a name for the table')
  cursor.markAlias()
  return alias
}
