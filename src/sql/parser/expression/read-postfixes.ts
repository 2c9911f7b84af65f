/** What hangs on an operand and binds tightest: subscripts, slices, .field, .function(…), ::type. */
import type { Expression } from '../../ast/expression.ts'
import type { Identifier } from '../../ast/identifier.ts'
import { readLabel } from '../read-name.ts'
import { readTypeName } from '../read-type-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { LeftSide } from './left-side.ts'
import { readCall } from './read-call.ts'

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
  if (cursor.isSymbol('(')) return readMethod(cursor, operand, name)
  return { kind: 'field', operand, name, span: cursor.span(start) }
}

/** `x.upper()` is upper(x). */
function readMethod(cursor: TokenCursor, operand: Expression, name: Identifier): Expression {
  const call = readCall(cursor, { parts: [name], span: name.span })
  const span = { start: operand.span.start, end: call.span.end }
  return { kind: 'call', call: { ...call, args: [operand, ...call.args], span }, span }
}

/** [i], [i:j], [i:], [:j], [:], [i:j:step]. A minus sign is an end that is left open: [i:-:step]. */
function readSubscript(cursor: TokenCursor, operand: Expression, start: number): Expression {
  cursor.advance()
  const from = cursor.isSymbol(':') ? undefined : cursor.readExpression()
  if (!cursor.acceptSymbol(':')) {
    cursor.expectSymbol(']', 'to close the subscript')
    if (from !== undefined) return { kind: 'subscript', operand, index: from, span: cursor.span(start) }
  }
  const to = readEnd(cursor)
  const step = cursor.acceptSymbol(':') ? cursor.readExpression() : undefined
  cursor.expectSymbol(']', 'to close the slice')
  return { kind: 'slice', operand, ...(from && { from }), ...(to && { to }), ...(step && { step }), span: cursor.span(start) }
}

function readEnd(cursor: TokenCursor): Expression | undefined {
  if (cursor.isSymbol(']') || cursor.isSymbol(':')) return undefined
  const open = cursor.isSymbol('-') && (cursor.peek(1) === ']' || cursor.peek(1) === ':')
  if (!open) return cursor.readExpression()
  cursor.advance()
  return undefined
}
