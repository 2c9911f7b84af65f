/** GROUP BY: expressions, ALL, ROLLUP, CUBE, GROUPING SETS, () and (a, b). */
import type { Expression } from '../../ast/expression.ts'
import type { GroupingElement, Select } from '../../ast/query.ts'
import { readList } from '../read-list.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readGroupBy(cursor: TokenCursor): Select['groupBy'] {
  if (!cursor.acceptWord('group')) return []
  cursor.expectWord('by', 'after GROUP')
  return cursor.acceptWord('all') ? 'all' : readList(cursor, readElement)
}

function readElement(cursor: TokenCursor): GroupingElement {
  const { start } = cursor
  if ((cursor.isWord('rollup') || cursor.isWord('cube')) && cursor.peek(1) === '(') {
    const kind = cursor.isWord('rollup') ? 'rollup' : 'cube'
    cursor.advance()
    cursor.advance()
    const sets = readList(cursor, inner => columnsOf(inner.readExpression()))
    cursor.expectSymbol(')', `to close ${kind.toUpperCase()}`)
    return { kind, sets, span: cursor.span(start) }
  }
  if (cursor.acceptWords('grouping', 'sets')) return readGroupingSets(cursor, start)
  if (cursor.isSymbol('(') && cursor.peek(1) === ')') {
    cursor.advance()
    cursor.advance()
    return { kind: 'set', expressions: [], span: cursor.span(start) }
  }
  const parenthesised = cursor.isSymbol('(')
  const expression = cursor.readExpression()
  const span = cursor.span(start)
  // (a, b) is one grouping set of two columns, not a row value; ROW(a, b) groups by the row.
  if (parenthesised && expression.kind === 'row' && expression.span.start === start)
    return { kind: 'set', expressions: expression.items, span }
  return { kind: 'expression', expression, span }
}

function readGroupingSets(cursor: TokenCursor, start: number): GroupingElement {
  const outer = cursor.enter()
  cursor.expectSymbol('(', 'after GROUPING SETS')
  const elements = readList(cursor, readElement)
  cursor.expectSymbol(')', 'to close GROUPING SETS')
  cursor.leave(outer)
  return { kind: 'grouping-sets', elements, span: cursor.span(start) }
}

/** In ROLLUP and CUBE, (a, b) is one step of two columns. */
function columnsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'row' ? expression.items : [expression]
}
