/** Does a query begin here, or go on here? */
import { tokenKind } from '../lexer/token-kind.ts'
import type { TokenCursor } from './token-cursor.ts'

export function startsQuery(cursor: TokenCursor): boolean {
  return startsQueryAt(cursor, 0)
}

/** `values` and `table` may also be names, so the token after them decides. */
export function startsQueryAt(cursor: TokenCursor, distance: number): boolean {
  const word = cursor.peek(distance)
  if (word === 'select' || word === 'with' || word === 'from') return true
  const next = cursor.peekKind(distance + 1)
  if (word === 'values') return cursor.peek(distance + 1) === '('
  return word === 'table' && (next === tokenKind.word || next === tokenKind.quotedName)
}

/** After a parenthesised query: a set operation, or ORDER BY, LIMIT, OFFSET, FETCH of its own. */
export function continuesQuery(cursor: TokenCursor): boolean {
  return continuations.has(cursor.word)
}

const continuations: ReadonlySet<string> = new Set(['union', 'intersect', 'except', 'order', 'limit', 'offset', 'fetch'])
