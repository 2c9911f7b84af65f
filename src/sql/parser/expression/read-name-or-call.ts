/** A name, `name.*`, or a call: what an operand that begins with an unreserved word can be. */
import type { Expression } from '../../ast/expression.ts'
import type { Identifier } from '../../ast/identifier.ts'
import { readIdentifier, readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readCall } from './read-call.ts'
import { readStarAfter } from './read-star.ts'

export function readNameOrCall(cursor: TokenCursor): Expression {
  const { start } = cursor
  const parts: Identifier[] = [readIdentifier(cursor, 'an expression')]
  while (cursor.isSymbol('.')) {
    if (cursor.peek(1) === '*') {
      const qualifier = { parts, span: cursor.span(start) }
      cursor.advance()
      return readStarAfter(cursor, { start, qualifier })
    }
    cursor.advance()
    parts.push(readLabel(cursor, 'a name after "."'))
  }
  const name = { parts, span: cursor.span(start) }
  if (!cursor.isSymbol('(')) return { kind: 'name', name, span: name.span }
  const call = readCall(cursor, name)
  return { kind: 'call', call, span: call.span }
}
