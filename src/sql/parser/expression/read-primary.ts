/** Operands: prefix operators, literals, names, calls, CASE, parentheses, lists, structs, and what may hang on them: [i], .name, ::type. */
import type { Expression } from '../../ast/expression.ts'
import { reservedWords } from '../../keywords.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { power } from './power.ts'
import { readList, readStruct } from './read-collection.ts'
import { readLiteral } from './read-literal.ts'
import { readNameOrCall } from './read-name-or-call.ts'
import { readParenthesised } from './read-parentheses.ts'
import { readPostfixes } from './read-postfixes.ts'
import { wordPrimaries } from './word-primaries.ts'

export function readPrimary(cursor: TokenCursor): Expression {
  const prefix = prefixes.get(cursor.symbol || cursor.word)
  if (prefix !== undefined) return readPrefix(cursor, prefix)
  const start = cursor.start
  return readPostfixes(cursor, { expression: readUnit(cursor), start })
}

type UnaryOperator = Extract<Expression, { kind: 'unary' }>['op']

const prefixes: ReadonlyMap<string, { readonly op: UnaryOperator; readonly operandPower: number }> = new Map([
  ['not', { op: 'not', operandPower: power.not }],
  ['-', { op: '-', operandPower: power.sign }],
  ['+', { op: '+', operandPower: power.sign }],
  ['~', { op: '~', operandPower: power.other + 1 }],
])

function readPrefix(cursor: TokenCursor, { op, operandPower }: { readonly op: UnaryOperator; readonly operandPower: number }): Expression {
  const start = cursor.start
  cursor.advance()
  const operand = cursor.readOperand(operandPower)
  cursor.grow()
  return { kind: 'unary', op, operand, span: cursor.span(start) }
}

function readUnit(cursor: TokenCursor): Expression {
  if (cursor.kind === tokenKind.word) return readWord(cursor)
  if (cursor.kind === tokenKind.quotedName) return readNameOrCall(cursor)
  if (cursor.symbol === '(') return readParenthesised(cursor)
  if (cursor.symbol === '[') return readList(cursor)
  if (cursor.symbol === '{') return readStruct(cursor)
  return readLiteral(cursor) ?? failOperand(cursor)
}

function readWord(cursor: TokenCursor): Expression {
  const special = wordPrimaries.get(cursor.word)?.(cursor)
  if (special !== undefined) return special
  if (!reservedWords.has(cursor.word)) return readNameOrCall(cursor)
  failOperand(cursor)
}

function failOperand(cursor: TokenCursor): never {
  if (cursor.kind !== tokenKind.word) cursor.fail('an expression')
  cursor.fail('an expression', { hint: `Write "${cursor.word}" in double quotes if it is a name.` })
}
