/** One expression as text, for `relation.filter('start > 100')`. */
import type { Expression } from '../ast/expression.ts'
import { readExpression } from './expression/read-expression.ts'
import { parseFragment } from './parse-fragment.ts'

export function parseExpression(text: string): Expression {
  return parseFragment(text, 'the expression', readExpression)
}
