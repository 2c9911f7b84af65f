/** Lists and structs: [1, 2], {'a': 1, b: 2}. */
import type { Expression } from '../../ast/expression.ts'
import type { Identifier } from '../../ast/identifier.ts'
import { readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readString } from './read-literal.ts'

/** At "[". `start` is the place of ARRAY where that word stands before it. */
export function readList(cursor: TokenCursor, start: number = cursor.start): Expression {
  cursor.advance()
  const items: Expression[] = []
  if (!cursor.isSymbol(']')) {
    do items.push(cursor.readExpression())
    while (cursor.acceptSymbol(','))
  }
  cursor.expectSymbol(']', 'to close the list')
  return { kind: 'list', items, span: cursor.span(start) }
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
