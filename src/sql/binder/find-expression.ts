/** The first part of a written expression that a test accepts, outside of subqueries. */
import type { Expression } from '../ast/expression.ts'
import { childExpressions } from './expression-children.ts'

export function findExpression(expression: Expression, accept: (node: Expression) => boolean): Expression | undefined {
  if (accept(expression)) return expression
  for (const child of childExpressions(expression)) {
    const found = findExpression(child, accept)
    if (found) return found
  }
  return undefined
}
