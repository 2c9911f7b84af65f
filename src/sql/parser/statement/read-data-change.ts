/** INSERT, UPDATE and DELETE. */
import { QueryError } from '../../../common/errors.ts'
import type { Identifier } from '../../ast/identifier.ts'
import type { Statement } from '../../ast/statement.ts'
import { readList } from '../read-list.ts'
import { readIdentifier, readIdentifierList, readQualifiedName, startsName } from '../read-name.ts'
import { startsQueryAt } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readInsert(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const overwrite = cursor.acceptWord('overwrite')
  if (!overwrite) cursor.expectWord('into', 'after INSERT')
  else if (!cursor.acceptWord('into')) cursor.acceptWord('table')
  const table = readQualifiedName(cursor, 'a table name')
  // INSERT INTO t (SELECT …) has no list of columns.
  const hasColumns = cursor.isSymbol('(') && cursor.peek(1) !== '(' && !startsQueryAt(cursor, 1)
  const columns = hasColumns ? readIdentifierList(cursor, 'a column name') : []
  const query = cursor.acceptWords('default', 'values') ? undefined : cursor.readQuery()
  refuse(cursor, ['on', 'returning'])
  return { kind: 'insert', table, columns, ...(query && { query }), overwrite, span: cursor.span(start) }
}

export function readUpdate(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const table = readQualifiedName(cursor, 'a table name after UPDATE')
  const alias = readAlias(cursor, 'set')
  cursor.expectWord('set', 'after the table of UPDATE')
  const assignments = readList(cursor, readAssignments).flat()
  refuse(cursor, ['from', 'returning'])
  const where = cursor.acceptWord('where') ? cursor.readExpression() : undefined
  refuse(cursor, ['returning'])
  return { kind: 'update', table, ...(alias && { alias }), assignments, ...(where && { where }), span: cursor.span(start) }
}

export function readDelete(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  cursor.expectWord('from', 'after DELETE')
  const table = readQualifiedName(cursor, 'a table name')
  const alias = readAlias(cursor, 'using')
  refuse(cursor, ['using', 'returning'])
  const where = cursor.acceptWord('where') ? cursor.readExpression() : undefined
  refuse(cursor, ['returning'])
  return { kind: 'delete', table, ...(alias && { alias }), ...(where && { where }), span: cursor.span(start) }
}

function readAlias(cursor: TokenCursor, notAlias: string): Identifier | undefined {
  if (cursor.acceptWord('as')) return readIdentifier(cursor, 'a name for the table after AS')
  if (!startsName(cursor) || cursor.isWord(notAlias) || cursor.isWord('returning')) return undefined
  const alias = readIdentifier(cursor, 'a name for the table')
  cursor.markAlias()
  return alias
}

type Assignment = Extract<Statement, { kind: 'update' }>['assignments'][number]

/** `a = 1`, or `(a, b) = (1, 2)`, which is two assignments. */
function readAssignments(cursor: TokenCursor): readonly Assignment[] {
  if (!cursor.isSymbol('(')) {
    const column = readIdentifier(cursor, 'a column name in SET')
    cursor.expectSymbol('=', 'after the column in SET')
    return [{ column, value: cursor.readExpression() }]
  }
  const columns = readIdentifierList(cursor, 'a column name in SET')
  cursor.expectSymbol('=', 'after the columns in SET')
  const { start } = cursor
  const value = cursor.readExpression()
  const values = value.kind === 'row' ? value.items : [value]
  if (values.length !== columns.length || value.kind === 'subquery') {
    throw new QueryError('SQL', `SET names ${columns.length} columns, so it takes ${columns.length} values in parentheses.`, {
      sqlOffset: start,
    })
  }
  // The lengths are equal.
  return columns.map((column, i) => ({ column, value: values[i]! }))
}

const clauseNames: Readonly<Record<string, string | undefined>> = {
  on: 'ON CONFLICT',
  returning: 'RETURNING',
  from: 'FROM in UPDATE',
  using: 'USING in DELETE',
}

function refuse(cursor: TokenCursor, words: readonly string[]): void {
  const word = words.find(candidate => cursor.isWord(candidate))
  if (word === undefined) return
  throw new QueryError('NOT_IMPLEMENTED', `${clauseNames[word]} is not supported.`, { sqlOffset: cursor.start })
}
