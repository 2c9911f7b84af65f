/** Functions as arguments: `x -> x + 1`, `(x, i) -> x + i`, `lambda x, i: x + i`. */
import type { Expression } from '../../ast/expression.ts'
import type { Identifier } from '../../ast/identifier.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readIdentifier, readIdentifierList, startsName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

/** Only asked at the start of an argument: elsewhere `->` is an operator. */
export function startsLambda(cursor: TokenCursor): boolean {
  if (startsName(cursor) && cursor.peek(1) === '->') return true
  if (startsKeywordLambda(cursor)) return true
  if (!cursor.isSymbol('(')) return false
  let distance = 1
  while (isNameKind(cursor.peekKind(distance)) && cursor.peek(distance + 1) === ',') distance += 2
  return isNameKind(cursor.peekKind(distance)) && cursor.peek(distance + 1) === ')' && cursor.peek(distance + 2) === '->'
}

function startsKeywordLambda(cursor: TokenCursor): boolean {
  const after = cursor.peek(2)
  return cursor.isWord('lambda') && isNameKind(cursor.peekKind(1)) && (after === ':' || after === ',')
}

function isNameKind(kind: number): boolean {
  return kind === tokenKind.word || kind === tokenKind.quotedName
}

export function readLambda(cursor: TokenCursor): Expression {
  const outer = cursor.enter()
  const { start } = cursor
  const parameters = readParameters(cursor)
  const body = cursor.readExpression()
  cursor.leave(outer)
  return { kind: 'lambda', parameters, body, span: cursor.span(start) }
}

function readParameters(cursor: TokenCursor): readonly Identifier[] {
  if (startsKeywordLambda(cursor)) {
    cursor.advance()
    const names = [readIdentifier(cursor, 'a parameter of the lambda')]
    while (cursor.acceptSymbol(',')) names.push(readIdentifier(cursor, 'a parameter of the lambda'))
    cursor.expectSymbol(':', 'after the parameters of the lambda')
    return names
  }
  const what = 'the parameters of the lambda'
  const names = cursor.isSymbol('(') ? readIdentifierList(cursor, what) : [readIdentifier(cursor, what)]
  cursor.expectSymbol('->', 'after the parameters of the lambda')
  return names
}
