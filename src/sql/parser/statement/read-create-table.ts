/** CREATE TABLE name (columns), CREATE TABLE name AS query. */
import { QueryError } from '../../../common/errors.ts'
import type { Statement } from '../../ast/statement.ts'
import { readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { CreateHead } from './create-head.ts'
import { readTableElements } from './read-column-definitions.ts'

/** After TABLE. */
export function readCreateTable(cursor: TokenCursor, head: CreateHead): Statement {
  const ifNotExists = cursor.acceptWords('if', 'not', 'exists')
  const name = readQualifiedName(cursor, 'a name for the table')
  const elements = cursor.isSymbol('(') ? readTableElements(cursor) : undefined
  const { start: asStart } = cursor
  const query = cursor.acceptWord('as') ? cursor.readQuery() : undefined
  if (elements === undefined && query === undefined) cursor.fail('the columns of the table in parentheses, or AS and a query')
  if (elements !== undefined && query !== undefined) {
    throw new QueryError('SQL', 'CREATE TABLE takes columns with types or a query, not both. Name and cast the columns in the query.', {
      sqlOffset: asStart,
    })
  }
  const { start, orReplace, temporary } = head
  const { columns, constraints } = elements ?? { columns: [], constraints: [] }
  const flags = { orReplace, ifNotExists, temporary }
  return { kind: 'create-table', name, ...flags, columns, constraints, ...(query && { query }), span: cursor.span(start) }
}
