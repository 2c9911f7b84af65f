/** What hangs on an operand and binds tightest: subscripts, slices, .field, ::type. */
import type { Expression } from '../../ast/expression.ts'
import { readLabel } from '../read-name.ts'
import { readTypeName } from '../read-type-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { LeftSide } from './left-side.ts'

export function readPostfixes(cursor: TokenCursor, { expression, start }: LeftSide): Expression {
  let operand = expression
  for (;;) {
    if (cursor.isSymbol('[')) operand = readSubscript(cursor, operand, start)
    else if (cursor.acceptSymbol('::'))
      operand = { kind: 'cast', operand, type: readTypeName(cursor), onError: 'throw', span: cursor.span(start) }
    else if (cursor.isSymbol('.')) operand = readField(cursor, operand, start)
    else return operand
    cursor.grow()
  }
}

function readField(cursor: TokenCursor, operand: Expression, start: number): Expression {
  cursor.advance()
  const name = readLabel(cursor, 'the name of a field after "."')
  return { kind: 'field', operand, name, span: cursor.span(start) }
}

/** [i], [i:j], [i:], [:j], [:]. */
function readSubscript(cursor: TokenCursor, operand: Expression, start: number): Expression {
  cursor.advance()
  const from = cursor.isSymbol(':') ? undefined : cursor.readExpression()
  if (!cursor.acceptSymbol(':')) {
    cursor.expectSymbol(']', 'to close the subscript')
    if (from !== undefined) return { kind: 'subscript', operand, index: from, span: cursor.span(start) }
  }
  const to = cursor.isSymbol(']') ? undefined : cursor.readExpression()
  cursor.expectSymbol(']', 'to close the slice')
  return { kind: 'slice', operand, ...(from && { from }), ...(to && { to }), span: cursor.span(start) }
}
