/** ORDER BY items: expression [ASC | DESC] [NULLS FIRST | LAST]. */
import type { OrderItem } from '../../ast/expression.ts'
import { readList } from '../read-list.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readStarAfter } from './read-star.ts'

export function readOrderItems(cursor: TokenCursor): readonly OrderItem[] {
  return readList(cursor, readOrderItem)
}

function readOrderItem(cursor: TokenCursor): OrderItem {
  const { start } = cursor
  const expression = cursor.isSymbol('*') ? readStarAfter(cursor, { start }) : cursor.readExpression()
  return { expression, ...readDirection(cursor), span: cursor.span(start) }
}

export function readDirection(cursor: TokenCursor): Pick<OrderItem, 'descending' | 'nulls'> {
  const descending = cursor.acceptWord('desc')
  if (!descending) cursor.acceptWord('asc')
  if (!cursor.acceptWord('nulls')) return { descending }
  if (cursor.acceptWord('first')) return { descending, nulls: 'first' }
  if (cursor.acceptWord('last')) return { descending, nulls: 'last' }
  cursor.fail('FIRST or LAST after NULLS', { candidates: ['FIRST', 'LAST'] })
}
