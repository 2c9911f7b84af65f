/** Binary operators, comparisons with ANY and ALL, and flat chains of AND and OR. */
import type { BinaryOperator, Expression } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { InfixResult, LeftSide } from './left-side.ts'
import { power } from './power.ts'
import { readParenthesisContent } from './read-parentheses.ts'

export function readBinary(
  cursor: TokenCursor,
  { expression: left, start }: LeftSide,
  operator: { readonly op: BinaryOperator; readonly power: number },
): InfixResult {
  const opSpan = { start: cursor.start, end: cursor.end }
  cursor.advance()
  const right = cursor.readOperand(operator.power + 1)
  return { expression: { kind: 'binary-op', op: operator.op, opSpan, left, right, span: cursor.span(start) }, closes: false }
}

export function readComparison(cursor: TokenCursor, { expression: left, start }: LeftSide, op: BinaryOperator): InfixResult {
  const opSpan = { start: cursor.start, end: cursor.end }
  cursor.advance()
  const quantifier = quantifiers.get(cursor.word)
  if (quantifier !== undefined && cursor.peek(1) === '(') {
    cursor.advance()
    const right = readQuantified(cursor)
    return { expression: { kind: 'quantified', op, quantifier, left, right, span: cursor.span(start) }, closes: false }
  }
  const right = cursor.readOperand(power.comparison + 1)
  return { expression: { kind: 'binary-op', op, opSpan, left, right, span: cursor.span(start) }, closes: true }
}

const quantifiers: ReadonlyMap<string, 'any' | 'all'> = new Map([
  ['any', 'any'],
  ['some', 'any'],
  ['all', 'all'],
])

function readQuantified(cursor: TokenCursor): Extract<Expression, { kind: 'quantified' }>['right'] {
  const content = readParenthesisContent(cursor, 'a query or a list')
  return content.kind === 'query' ? { query: content.query } : { list: content.expression }
}

/** `a AND b AND c` is one node, however long. */
export function readLogical(cursor: TokenCursor, { expression, start }: LeftSide, op: 'and' | 'or'): InfixResult {
  const operands = [expression]
  while (cursor.acceptWord(op)) operands.push(cursor.readOperand(power[op] + 1))
  return { expression: { kind: 'logical', op, operands, span: cursor.span(start) }, closes: false }
}
