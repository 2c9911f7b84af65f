/** INSERT [OR REPLACE | OR IGNORE] INTO … [ON CONFLICT …] [RETURNING …], INSERT OVERWRITE, and REPLACE INTO. */
import { QueryError } from '../../../common/errors.ts'
import type { ConflictClause, Statement } from '../../ast/statement.ts'
import { readIdentifier, readIdentifierList, readOptionalIdentifierList, readQualifiedName } from '../read-name.ts'
import { startsQueryAt } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readAssignments } from './read-assignments.ts'
import { readReturning } from './read-returning.ts'

export function readInsert(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const overwrite = cursor.acceptWord('overwrite')
  const conflict = cursor.isWord('or') ? readOrAction(cursor) : undefined
  if (!overwrite) cursor.expectWord('into', 'after INSERT')
  else if (!cursor.acceptWord('into')) cursor.acceptWord('table')
  return readInto(cursor, { start, overwrite, conflict })
}

export function readReplace(cursor: TokenCursor): Statement {
  const { start, end } = cursor
  cursor.advance()
  cursor.expectWord('into', 'after REPLACE')
  return readInto(cursor, { start, overwrite: false, conflict: conflictOf('replace', { start, end }) })
}

interface Head {
  readonly start: number
  readonly overwrite: boolean
  readonly conflict: ConflictClause | undefined
}

function readInto(cursor: TokenCursor, head: Head): Statement {
  const table = readQualifiedName(cursor, 'a table name')
  const alias = cursor.acceptWord('as') ? readIdentifier(cursor, 'a name for the table after AS') : undefined
  // INSERT INTO t (SELECT …) has no list of columns.
  const hasColumns = cursor.isSymbol('(') && cursor.peek(1) !== '(' && !startsQueryAt(cursor, 1)
  const columns = hasColumns ? readIdentifierList(cursor, 'a column name') : []
  const query = cursor.acceptWords('default', 'values') ? undefined : cursor.readQuery()
  const conflict = cursor.acceptWords('on', 'conflict') ? readConflict(cursor) : head.conflict
  const returning = readReturning(cursor)
  const { overwrite } = head
  return {
    kind: 'insert',
    table,
    ...(alias && { alias }),
    columns,
    ...(query && { query }),
    overwrite,
    ...(conflict && { conflict }),
    returning,
    span: cursor.span(head.start),
  }
}

/** SQLite's words; those that only say how far an error undoes mean an error. */
function readOrAction(cursor: TokenCursor): ConflictClause | undefined {
  const { start } = cursor
  cursor.advance()
  if (cursor.acceptWord('replace')) return conflictOf('replace', cursor.span(start))
  if (cursor.acceptWord('ignore')) return conflictOf('ignore', cursor.span(start))
  if (cursor.acceptWord('abort') || cursor.acceptWord('fail') || cursor.acceptWord('rollback')) return undefined
  cursor.fail('REPLACE or IGNORE after INSERT OR', { candidates: ['REPLACE', 'IGNORE'] })
}

/** After ON CONFLICT. */
function readConflict(cursor: TokenCursor): ConflictClause {
  const { start } = cursor
  const columns = readOptionalIdentifierList(cursor, 'a column name')
  cursor.expectWord('do', 'after ON CONFLICT')
  if (cursor.acceptWord('nothing')) return { ...conflictOf('ignore', cursor.span(start)), columns }
  cursor.expectWord('update', 'or NOTHING after DO')
  cursor.expectWord('set', 'after DO UPDATE')
  const assignments = readAssignments(cursor)
  const where = cursor.acceptWord('where') ? cursor.readExpression() : undefined
  if (cursor.isWord('on')) throw new QueryError('SQL', 'ON CONFLICT stands twice in this INSERT.', { sqlOffset: cursor.start })
  return { action: 'update', columns, assignments, ...(where && { where }), span: cursor.span(start) }
}

function conflictOf(action: 'replace' | 'ignore', span: ConflictClause['span']): ConflictClause {
  return { action, columns: [], assignments: [], span }
}
