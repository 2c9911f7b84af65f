/** CREATE TABLE name (columns) [AS query], CREATE TABLE name [(names)] AS query. */
import type { Identifier } from '../../ast/identifier.ts'
import type { Query, Select } from '../../ast/query.ts'
import type { Statement } from '../../ast/statement.ts'
import { readIdentifierList, readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { CreateHead } from './create-head.ts'
import { readTableElements } from './read-column-definitions.ts'

/** After TABLE. */
export function readCreateTable(cursor: TokenCursor, head: CreateHead): Statement {
  const { start, orReplace, temporary } = head
  const ifNotExists = cursor.acceptWords('if', 'not', 'exists')
  const name = readQualifiedName(cursor, 'a name for the table')
  const base = { kind: 'create-table', name, orReplace, ifNotExists, temporary } as const
  const names = cursor.isSymbol('(') && namesOnly(cursor) ? readIdentifierList(cursor, 'a column name') : undefined
  if (names === undefined && cursor.isSymbol('(')) {
    const elements = readTableElements(cursor)
    const query = cursor.acceptWord('as') ? cursor.readQuery() : undefined
    return { ...base, ...elements, ...(query && { query }), span: cursor.span(start) }
  }
  if (!cursor.acceptWord('as')) cursor.fail('the columns of the table in parentheses, or AS and a query')
  const query = cursor.readQuery()
  const named = names === undefined ? query : renamed(query, names)
  return { ...base, columns: [], constraints: [], query: named, span: cursor.span(start) }
}

/** `(a, b)` without types, as in CREATE TABLE t (a, b) AS SELECT 1, 2. */
function namesOnly(cursor: TokenCursor): boolean {
  const next = cursor.peek(2)
  return next === ',' || next === ')'
}

/** The query as a derived table whose alias names the columns: SELECT * FROM (query) AS query (a, b). */
function renamed(query: Query, columns: readonly Identifier[]): Query {
  const span = { start: columns[0]?.span.start ?? query.span.start, end: query.span.end }
  const name: Identifier = { name: 'query', quoted: false, span }
  const select: Select = {
    kind: 'select',
    distinct: false,
    distinctOn: [],
    items: [{ expression: { kind: 'star', exclude: [], replace: [], rename: [], span }, span }],
    from: [{ kind: 'derived', query, lateral: false, alias: { name, columns, span }, span }],
    groupBy: [],
    windows: [],
    span,
  }
  return { kind: 'query', with: [], recursive: false, body: select, orderBy: [], span }
}
