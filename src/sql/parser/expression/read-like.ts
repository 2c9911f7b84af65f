/** Pattern matching: LIKE, ILIKE, SIMILAR TO, GLOB with ESCAPE, and the operators ~ ~* !~ !~* ~~ ~~* !~~ !~~*. */
import { QueryError } from '../../../common/errors.ts'
import type { Expression } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { InfixResult, LeftSide } from './left-side.ts'
import { power } from './power.ts'

type LikeOperator = Extract<Expression, { kind: 'like' }>['operator']

const words: ReadonlyMap<string, LikeOperator> = new Map([
  ['like', 'like'],
  ['ilike', 'ilike'],
  ['similar', 'similar'],
  ['glob', 'glob'],
])

/** At `LIKE` or `NOT LIKE`. */
export function readLike(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  const negated = cursor.acceptWord('not')
  const operator = words.get(cursor.word) ?? 'like'
  cursor.advance()
  if (operator === 'similar') cursor.expectWord('to', 'after SIMILAR')
  if ((cursor.isWord('any') || cursor.isWord('some') || cursor.isWord('all')) && cursor.peek(1) === '(') {
    throw new QueryError('NOT_IMPLEMENTED', 'LIKE ANY and LIKE ALL are not supported. Write the patterns out with OR or AND.', {
      sqlOffset: cursor.start,
    })
  }
  const pattern = cursor.readOperand(power.membership + 1)
  const escapeWith = cursor.acceptWord('escape') ? cursor.readOperand(power.membership + 1) : undefined
  const like = { kind: 'like', operator, negated, operand, pattern, span: cursor.span(start) } as const
  return { expression: escapeWith === undefined ? like : { ...like, escape: escapeWith }, closes: true }
}

const symbols: Readonly<Record<string, { readonly operator: LikeOperator; readonly negated: boolean } | undefined>> = {
  '~': { operator: 'regex', negated: false },
  '~*': { operator: 'regex-insensitive', negated: false },
  '!~': { operator: 'regex', negated: true },
  '!~*': { operator: 'regex-insensitive', negated: true },
  '~~': { operator: 'like', negated: false },
  '~~*': { operator: 'ilike', negated: false },
  '!~~': { operator: 'like', negated: true },
  '!~~*': { operator: 'ilike', negated: true },
}

/** These bind like ||, tighter than LIKE, and associate to the left. */
export function readPatternOperator(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  const { operator, negated } = symbols[cursor.symbol] ?? { operator: 'regex', negated: false }
  cursor.advance()
  const pattern = cursor.readOperand(power.other + 1)
  return { expression: { kind: 'like', operator, negated, operand, pattern, span: cursor.span(start) }, closes: false }
}
