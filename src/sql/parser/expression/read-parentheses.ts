/**
 * What stands in parentheses: a query, an expression, or several. `((SELECT 1) + 1)` and `((SELECT 1) UNION SELECT 2)` begin
 * alike, so an inner parenthesis is read first and what follows it decides: no backtracking, however deep.
 */
import type { Expression } from '../../ast/expression.ts'
import type { Query } from '../../ast/query.ts'
import { continuesQuery, startsQuery } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'

type Content = { readonly kind: 'query'; readonly query: Query } | { readonly kind: 'expression'; readonly expression: Expression }

/** At "(": one query or one expression. `what` says what is wanted where there is neither. */
export function readParenthesisContent(cursor: TokenCursor, what: string): Content {
  const content = readOpen(cursor, what)
  cursor.expectSymbol(')', closing)
  return content
}

/** At "(": one query or any number of expressions, at least one. */
export function readParenthesisList(
  cursor: TokenCursor,
  what: string,
): { readonly kind: 'query'; readonly query: Query } | { readonly kind: 'items'; readonly items: readonly Expression[] } {
  const content = readOpen(cursor, what)
  if (content.kind === 'query' && !cursor.isSymbol(',')) {
    cursor.expectSymbol(')', closing)
    return content
  }
  const items = [content.kind === 'query' ? subquery(content.query, content.query.span) : content.expression]
  while (cursor.acceptSymbol(',')) items.push(cursor.readExpression())
  cursor.expectSymbol(')', closing)
  return { kind: 'items', items }
}

/** At "(": an operand. Several expressions are a row; the spans of rows and subqueries include the parentheses. */
export function readParenthesised(cursor: TokenCursor): Expression {
  const start = cursor.start
  const content = readParenthesisList(cursor, 'an expression or a query')
  if (content.kind === 'query') return subquery(content.query, cursor.span(start))
  const [only, second] = content.items
  if (only !== undefined && second === undefined) return only
  return { kind: 'row', items: content.items, span: cursor.span(start) }
}

const closing = 'to close the parenthesis'

function readOpen(cursor: TokenCursor, what: string): Content {
  cursor.advance()
  if (cursor.isSymbol(')')) cursor.fail(what)
  if (startsQuery(cursor)) return { kind: 'query', query: cursor.readQuery() }
  if (!cursor.isSymbol('(')) return { kind: 'expression', expression: cursor.readExpression() }
  const outer = cursor.enter()
  const content = readAfterInner(cursor)
  cursor.leave(outer)
  return content
}

/** At the inner "(" of two. */
function readAfterInner(cursor: TokenCursor): Content {
  const start = cursor.start
  const first = readParenthesised(cursor)
  if (first.kind === 'subquery') {
    if (cursor.isSymbol(')')) return { kind: 'query', query: first.query }
    if (continuesQuery(cursor)) {
      return { kind: 'query', query: cursor.grammar.queryAfter(cursor, { kind: 'nested', query: first.query, span: first.span }) }
    }
  }
  return { kind: 'expression', expression: cursor.grammar.afterPrimary(cursor, { expression: first, start }) }
}

function subquery(query: Query, span: Expression['span']): Expression {
  return { kind: 'subquery', query, span }
}
