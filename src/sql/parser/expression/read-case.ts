/**
 * CASE [operand] WHEN … THEN … [ELSE …] END. A column may be called `end`: where an operand is expected END is that column, where
 * an operand has just ended END closes the CASE. Nothing else is possible at either place, so nothing has to be guessed.
 */
import type { Expression } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readCase(cursor: TokenCursor): Expression {
  const { start } = cursor
  cursor.advance()
  const operand = cursor.isWord('when') ? undefined : cursor.readExpression()
  const branches: { when: Expression; then: Expression }[] = []
  if (!cursor.isWord('when')) cursor.fail('WHEN in CASE', { candidates: ['WHEN'] })
  while (cursor.acceptWord('when')) {
    const when = cursor.readExpression()
    cursor.expectWord('then', 'after the condition of WHEN')
    branches.push({ when, then: cursor.readExpression() })
  }
  const otherwise = cursor.acceptWord('else') ? cursor.readExpression() : undefined
  if (!cursor.acceptWord('end')) cursor.fail('END to close CASE', { candidates: otherwise ? ['END'] : ['WHEN', 'ELSE', 'END'] })
  return { kind: 'case', ...(operand && { operand }), branches, ...(otherwise && { otherwise }), span: cursor.span(start) }
}
