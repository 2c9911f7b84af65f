/** The list after SET: `a = 1`, or `(a, b) = (1, 2)`, which is two assignments. */
import { QueryError } from '../../../common/errors.ts'
import type { Assignment } from '../../ast/statement.ts'
import { readList } from '../read-list.ts'
import { readIdentifier, readIdentifierList } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readAssignments(cursor: TokenCursor): readonly Assignment[] {
  return readList(cursor, readAssignment).flat()
}

function readAssignment(cursor: TokenCursor): readonly Assignment[] {
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
