/** A query: WITH, a body of SELECTs and set operations, then ORDER BY, LIMIT, OFFSET and FETCH. */
import { QueryError } from '../../../common/errors.ts'
import type { Expression, OrderItem } from '../../ast/expression.ts'
import type { CommonTableExpression, Query, QueryBody } from '../../ast/query.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readDirection, readOrderItems } from '../expression/read-order-items.ts'
import { readList } from '../read-list.ts'
import { readIdentifier, readOptionalIdentifierList } from '../read-name.ts'
import { startsQueryAt } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { sampleOf } from './read-sample.ts'
import { readSetOperations } from './read-set-operations.ts'

const QUERY_WEIGHT = 2 // a query nests through twice as many functions as an expression

export function readQuery(cursor: TokenCursor): Query {
  const { start } = cursor
  const outer = cursor.enter(QUERY_WEIGHT)
  const query = readQueryWith(cursor, readWith(cursor), start)
  cursor.leave(outer, QUERY_WEIGHT)
  return query
}

/** What follows WITH. */
export function readQueryWith(cursor: TokenCursor, ctes: Pick<Query, 'with' | 'recursive'>, start: number): Query {
  const body = readSetOperations(cursor)
  const tail = readTail(cursor)
  return { kind: 'query', ...ctes, ...withSample(cursor, { body, ...tail }), span: cursor.span(start) }
}

/** USING SAMPLE ends a query, and takes of what that gives. */
function withSample(cursor: TokenCursor, query: Pick<Query, 'body'> & Tail): Pick<Query, 'body'> & Tail {
  if (!cursor.isWord('using') || cursor.peek(1) !== 'sample') return query
  const span = cursor.span(query.body.span.start)
  cursor.advance()
  cursor.advance()
  const whole = { kind: 'query', with: [], recursive: false, ...query, span } as const
  return { body: sampleOf(cursor, { kind: 'nested', query: whole, span }), orderBy: [] }
}

/** After a parenthesised query that is the first input of a set operation, or has an ORDER BY or LIMIT outside its parentheses. */
export function readQueryAfter(cursor: TokenCursor, first: QueryBody): Query {
  const body = readSetOperations(cursor, first)
  return { kind: 'query', with: [], recursive: false, body, ...readTail(cursor), span: cursor.span(first.span.start) }
}

/** At WITH: also what stands before INSERT. */
export function readWith(cursor: TokenCursor): Pick<Query, 'with' | 'recursive'> {
  if (!cursor.acceptWord('with')) return { with: [], recursive: false }
  const recursive = cursor.isWord('recursive') && cursor.peek(1) !== 'as' && cursor.peek(1) !== '('
  if (recursive) cursor.advance()
  return { with: readList(cursor, readCommonTable), recursive }
}

function readCommonTable(cursor: TokenCursor): CommonTableExpression {
  const { start } = cursor
  const name = readIdentifier(cursor, 'a name for the common table expression')
  const columns = startsQueryAt(cursor, 1) ? [] : readOptionalIdentifierList(cursor, 'a column name')
  cursor.expectWord('as', `after the name "${name.name}" in WITH`)
  const materialized = readMaterialized(cursor)
  cursor.expectSymbol('(', 'before the query of the common table expression')
  const query = cursor.readQuery()
  cursor.expectSymbol(')', 'after the query of the common table expression')
  return { name, columns, ...(materialized !== undefined && { materialized }), query, span: cursor.span(start) }
}

function readMaterialized(cursor: TokenCursor): boolean | undefined {
  if (cursor.acceptWord('materialized')) return true
  return cursor.acceptWords('not', 'materialized') ? false : undefined
}

type Tail = Pick<Query, 'orderBy' | 'orderByAll' | 'limit' | 'offset'>

function readTail(cursor: TokenCursor): Tail {
  const order = readOrderBy(cursor)
  const counts: { limit?: Expression | 'all'; offset?: Expression } = {}
  for (;;) {
    const { start } = cursor
    if (cursor.isWord('limit') || cursor.isWord('fetch')) {
      if (counts.limit !== undefined) throw twice('LIMIT', start)
      counts.limit = cursor.isWord('limit') ? readLimit(cursor) : readFetch(cursor)
    } else if (cursor.acceptWord('offset')) {
      if (counts.offset !== undefined) throw twice('OFFSET', start)
      counts.offset = cursor.readExpression()
      if (!cursor.acceptWord('rows')) cursor.acceptWord('row')
    } else break
  }
  const { limit, offset } = counts
  return { ...order, ...(limit && limit !== 'all' && { limit }), ...(offset && { offset }) }
}

function twice(clause: string, sqlOffset: number): QueryError {
  return new QueryError('SQL', `${clause} stands twice in this query.`, { sqlOffset })
}

function readOrderBy(cursor: TokenCursor): Pick<Query, 'orderBy' | 'orderByAll'> {
  if (!cursor.acceptWord('order')) return { orderBy: [] }
  cursor.expectWord('by', 'after ORDER')
  if (cursor.acceptWord('all')) return { orderBy: 'all', orderByAll: readDirection(cursor) }
  const orderBy: readonly OrderItem[] = readOrderItems(cursor)
  return { orderBy }
}

function readLimit(cursor: TokenCursor): Expression | 'all' {
  cursor.advance()
  if (cursor.acceptWord('all')) return 'all'
  const limit = cursor.readExpression()
  if (cursor.isSymbol(',')) {
    throw new QueryError('SQL', 'LIMIT takes one number. Write LIMIT count OFFSET start.', { sqlOffset: cursor.start })
  }
  return limit.kind === 'null' ? 'all' : limit
}

/** FETCH FIRST [n] ROWS ONLY; n is 1 where it is not written. */
function readFetch(cursor: TokenCursor): Expression {
  cursor.advance()
  if (!cursor.acceptWord('first') && !cursor.acceptWord('next')) cursor.fail('FIRST or NEXT after FETCH')
  const bare = (cursor.isWord('row') || cursor.isWord('rows')) && cursor.peekKind(1) === tokenKind.word
  const one: Expression = { kind: 'number', text: '1', span: { start: cursor.start, end: cursor.start } }
  const count = bare ? one : cursor.readExpression()
  if (!cursor.acceptWord('rows')) cursor.expectWord('row', 'or ROWS after the count of FETCH')
  if (cursor.isWord('with')) {
    throw new QueryError('NOT_IMPLEMENTED', 'FETCH … WITH TIES is not supported. Use rank() and QUALIFY instead.', {
      sqlOffset: cursor.start,
    })
  }
  cursor.expectWord('only', 'to finish FETCH')
  return count
}
