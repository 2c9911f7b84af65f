/** The rows of VALUES: expressions in parentheses, as many in each row. */
import { QueryError } from '../../../common/errors.ts'
import type { QueryBody } from '../../ast/query.ts'
import { readList } from '../read-list.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readValueRows(cursor: TokenCursor): Extract<QueryBody, { kind: 'values' }>['rows'] {
  const rows = readList(cursor, readRow)
  const width = rows[0]?.length
  const odd = rows.find(row => row.length !== width)
  if (odd === undefined) return rows
  const message = `The rows of VALUES differ in length: the first has ${width}, this one ${odd.length}.`
  throw new QueryError('SQL', message, { sqlOffset: odd[0]?.span.start ?? cursor.previousEnd })
}

function readRow(cursor: TokenCursor): ReturnType<TokenCursor['readExpression']>[] {
  cursor.expectSymbol('(', 'before a row of VALUES')
  const row = [cursor.readExpression()]
  while (cursor.acceptSymbol(',')) row.push(cursor.readExpression())
  cursor.expectSymbol(')', 'after a row of VALUES')
  return row
}
