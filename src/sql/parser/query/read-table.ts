/** One table of FROM: a name, a file, a table function, a subquery, or a join in parentheses, with its alias. */
import { QueryError } from '../../../common/errors.ts'
import type { Identifier } from '../../ast/identifier.ts'
import type { Query, TableAlias, TableReference } from '../../ast/query.ts'
import { joinModifiers, notTableAliases } from '../../keywords.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readCall } from '../expression/read-call.ts'
import { readString } from '../expression/read-literal.ts'
import { readIdentifier, readOptionalIdentifierList, readQualifiedName, startsName } from '../read-name.ts'
import { continuesQuery, startsQuery } from '../starts-query.ts'
import { readDescribedTarget } from '../statement/read-describe.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readTableSample } from './read-sample.ts'
import { startsNamedWindow } from './read-select-items.ts'
import { readValueRows } from './read-value-rows.ts'

/** The rules for joins, which call `readTable`. */
export interface JoinRules {
  /** A table and everything joined to it. */
  reference(cursor: TokenCursor): TableReference
  /** What is joined to a table that has been read already. */
  joinsAfter(cursor: TokenCursor, left: { readonly table: TableReference; readonly start: number }): TableReference
}

export function readTable(cursor: TokenCursor, joins: JoinRules): TableReference {
  const { start } = cursor
  const lateral = startsLateral(cursor)
  if (lateral) cursor.advance()
  const table = withAlias(cursor, readUnaliased(cursor, { lateral, joins }), start)
  return cursor.acceptWord('tablesample') ? readTableSample(cursor, table) : table
}

interface Context {
  readonly lateral: boolean
  readonly joins: JoinRules
}

/** LATERAL ( … or LATERAL f( … */
function startsLateral(cursor: TokenCursor): boolean {
  return cursor.isWord('lateral') && (cursor.peek(1) === '(' || cursor.peek(2) === '(' || cursor.peek(2) === '.')
}

function readUnaliased(cursor: TokenCursor, context: Context): TableReference {
  const { start } = cursor
  const { lateral } = context
  if (cursor.isString) return { kind: 'file', location: readString(cursor), span: cursor.span(start) }
  if (cursor.isSymbol('(')) return readParenthesised(cursor, context)
  if (cursor.isWord('values') && cursor.peek(1) === '(') return readValues(cursor, context)
  const name = readQualifiedName(cursor, 'a table, a file or a subquery')
  if (!cursor.isSymbol('(')) return { kind: 'table', name, span: name.span }
  const call = readCall(cursor, name)
  const withOrdinality = cursor.acceptWords('with', 'ordinality')
  return { kind: 'table-function', call, withOrdinality, lateral, span: cursor.span(start) }
}

/** `FROM VALUES (1, 2) AS t(a, b)`: rows without parentheses around them. */
function readValues(cursor: TokenCursor, { lateral }: Context): TableReference {
  const { start } = cursor
  cursor.advance()
  const rows = readValueRows(cursor)
  const span = cursor.span(start)
  const body = { kind: 'values', rows, span } as const
  const query = { kind: 'query', with: [], recursive: false, body, orderBy: [], span } as const
  return { kind: 'derived', query, lateral, span }
}

/** Like parentheses in an expression: `((SELECT 1) UNION SELECT 2)` and `((SELECT 1) a JOIN b ON …)` begin alike. */
function readParenthesised(cursor: TokenCursor, context: Context): TableReference {
  const { start } = cursor
  const outer = cursor.enter()
  cursor.advance()
  const table = readInside(cursor, context)
  cursor.expectSymbol(')', 'to close the parenthesis')
  cursor.leave(outer)
  return { ...table, span: cursor.span(start) }
}

function readInside(cursor: TokenCursor, context: Context): TableReference {
  const { lateral, joins } = context
  const { start } = cursor
  const span = { start, end: start } // the caller sets it, with the parentheses
  if (startsQuery(cursor)) return { kind: 'derived', query: cursor.readQuery(), lateral, span }
  if (startsDescription(cursor)) return { kind: 'derived', query: readDescription(cursor), lateral, span }
  if (!cursor.isSymbol('(')) return joins.reference(cursor)
  const first = readParenthesised(cursor, context)
  if (first.kind === 'derived' && first.alias === undefined) {
    if (cursor.isSymbol(')')) return first
    if (continuesQuery(cursor)) {
      const nested = { kind: 'nested', query: first.query, span: first.span } as const
      return { kind: 'derived', query: cursor.grammar.queryAfter(cursor, nested), lateral, span }
    }
  }
  return joins.joinsAfter(cursor, { table: withAlias(cursor, first, start), start })
}

/** `(DESCRIBE t)` and `(SUMMARIZE t)`; the words may also be names of tables. */
function startsDescription(cursor: TokenCursor): boolean {
  if (cursor.word !== 'describe' && cursor.word !== 'summarize') return false
  const next = cursor.peekKind(1)
  const isName = next === tokenKind.word || next === tokenKind.quotedName || next === tokenKind.string
  return (
    isName &&
    !joinModifiers.has(cursor.peek(1)) &&
    !notTableAliases.has(cursor.peek(1)) &&
    cursor.peek(1) !== 'join' &&
    cursor.peek(1) !== 'as'
  )
}

function readDescription(cursor: TokenCursor): Query {
  const of = cursor.isWord('describe') ? 'columns' : 'values'
  const { target, span } = readDescribedTarget(cursor)
  const body = { kind: 'description', of, target, span } as const
  return { kind: 'query', with: [], recursive: false, body, orderBy: [], span }
}

function withAlias(cursor: TokenCursor, table: TableReference, start: number): TableReference {
  const { start: aliasStart } = cursor
  const alias = readAlias(cursor)
  if (alias === undefined) return table
  if (table.alias !== undefined) {
    throw new QueryError('SQL', `The table has the alias "${table.alias.name.name}" already.`, { sqlOffset: aliasStart })
  }
  return { ...table, alias, span: cursor.span(start) }
}

function readAlias(cursor: TokenCursor): TableAlias | undefined {
  const { start } = cursor
  const written = cursor.acceptWord('as')
  if (!written && !startsAlias(cursor)) return undefined
  const name: Identifier = readIdentifier(cursor, 'a name for the table after AS')
  const hasColumns = cursor.isSymbol('(')
  if (!written && !hasColumns) cursor.markAlias()
  const columns = readOptionalIdentifierList(cursor, 'a column name')
  return { name, columns, span: cursor.span(start) }
}

/** Without AS, a word that can go on with the query is no alias. */
function startsAlias(cursor: TokenCursor): boolean {
  const { word } = cursor
  if (!startsName(cursor) || notTableAliases.has(word) || startsNamedWindow(cursor)) return false
  return !(joinModifiers.has(word) && cursor.peek(1) === 'join')
}
