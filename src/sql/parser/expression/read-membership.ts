/** [NOT] BETWEEN [SYMMETRIC] … AND …, and [NOT] IN with a list, a query or a list value. */
import type { Expression } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { InfixResult, LeftSide } from './left-side.ts'
import { power } from './power.ts'
import { readParenthesisList } from './read-parentheses.ts'

export function readBetween(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  const negated = cursor.acceptWord('not')
  cursor.advance()
  const symmetric = cursor.acceptWord('symmetric')
  if (!symmetric && cursor.isWord('asymmetric')) cursor.advance()
  // As in PostgreSQL, comparisons may stand in the lower bound, but AND ends it.
  const low = cursor.readOperand(power.comparison)
  cursor.expectWord('and', 'between the bounds of BETWEEN')
  const high = cursor.readOperand(power.membership + 1)
  return { expression: { kind: 'between', negated, symmetric, operand, low, high, span: cursor.span(start) }, closes: true }
}

export function readIn(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  const negated = cursor.acceptWord('not')
  cursor.advance()
  if (!cursor.isSymbol('(')) return readInList(cursor, { operand, negated, start })
  const content = readParenthesisList(cursor, 'a value or a query')
  const span = cursor.span(start)
  if (content.kind === 'query') return { expression: { kind: 'in-query', negated, operand, query: content.query, span }, closes: false }
  return { expression: { kind: 'in-list', negated, operand, list: content.items, span }, closes: false }
}

/** `x IN ['a', 'b']` is an IN list; `x IN list_column` is `x = ANY(list_column)`. */
function readInList(
  cursor: TokenCursor,
  left: { readonly operand: Expression; readonly negated: boolean; readonly start: number },
): InfixResult {
  const { operand, negated, start } = left
  const list = cursor.readOperand(power.membership + 1)
  const span = cursor.span(start)
  if (list.kind === 'list') return { expression: { kind: 'in-list', negated, operand, list: list.items, span }, closes: true }
  const any = { kind: 'quantified', op: '=', quantifier: 'any', left: operand, right: { list }, span } as const
  return { expression: negated ? { kind: 'unary', op: 'not', operand: any, span } : any, closes: true }
}
