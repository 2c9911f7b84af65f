/** Lists and structs: [1, 2], {'a': 1, b: 2}. */
import type { Expression } from '../../ast/expression.ts'
import type { Identifier } from '../../ast/identifier.ts'
import { readIdentifier, readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { plainCall } from './plain-call.ts'
import { readString } from './read-literal.ts'

/** At "[". `start` is the place of ARRAY where that word stands before it. */
export function readList(cursor: TokenCursor, start: number = cursor.start): Expression {
  cursor.advance()
  const items: Expression[] = []
  while (!cursor.isSymbol(']')) {
    items.push(cursor.readExpression())
    if (items.length === 1 && cursor.isWord('for')) return readComprehension(cursor, items[0] as Expression, start) // just pushed
    if (!cursor.acceptSymbol(',')) break
  }
  cursor.expectSymbol(']', 'to close the list')
  return { kind: 'list', items, span: cursor.span(start) }
}

/** `[x + 1 FOR x IN list IF x > 2]` is a list_transform of a list_filter. */
function readComprehension(cursor: TokenCursor, body: Expression, start: number): Expression {
  cursor.advance()
  const parameters = [readIdentifier(cursor, 'a name for the item after FOR')]
  while (cursor.acceptSymbol(',')) parameters.push(readIdentifier(cursor, 'a name for the place'))
  cursor.expectWord('in', 'and a list after FOR')
  const list = cursor.readExpression()
  const condition = cursor.acceptWord('if') ? cursor.readExpression() : undefined
  cursor.expectSymbol(']', 'to close the list')
  const span = cursor.span(start)
  const call = (name: string, operand: Expression, inner: Expression): Expression =>
    plainCall({ function: name, nameSpan: span, args: [operand, { kind: 'lambda', parameters, body: inner, span }], span })
  return call('list_transform', condition ? call('list_filter', list, condition) : list, body)
}

/** At "{". A key is a string or a name. */
export function readStruct(cursor: TokenCursor): Expression {
  const { start } = cursor
  cursor.advance()
  const fields: { name: Identifier; value: Expression }[] = []
  if (!cursor.isSymbol('}')) {
    do fields.push(readField(cursor))
    while (cursor.acceptSymbol(','))
  }
  cursor.expectSymbol('}', 'to close the struct')
  return { kind: 'struct', fields, span: cursor.span(start) }
}

function readField(cursor: TokenCursor): { name: Identifier; value: Expression } {
  const name = readKey(cursor)
  cursor.expectSymbol(':', 'after the name of the field')
  return { name, value: cursor.readExpression() }
}

function readKey(cursor: TokenCursor): Identifier {
  if (!cursor.isString) return readLabel(cursor, 'the name of a field')
  const { start } = cursor
  const name = readString(cursor)
  return { name, quoted: true, span: cursor.span(start) }
}
