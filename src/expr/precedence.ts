/** How tightly each operator binds when an expression is printed (PostgreSQL's table); more binds tighter. */
import type { Expr } from './expr.ts'

export const precedence = {
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  comparison: 5,
  like: 6, // also IN, BETWEEN
  other: 7, // || & | # << >>
  sum: 8,
  product: 9,
  unary: 11,
  postfix: 12, // [ ] .
  primary: 13,
} as const

const ofCall: ReadonlyMap<string, number> = new Map([
  ['negate', precedence.unary],
  ['bit_not', precedence.unary],
  ['||', precedence.other],
  ['list_element', precedence.postfix],
  ['list_slice', precedence.postfix],
  ['is_distinct_from', precedence.is],
  ['is_not_distinct_from', precedence.is],
])

export function precedenceOf(expr: Expr): number {
  switch (expr.kind) {
    case 'or':
      return precedence.or
    case 'and':
      return precedence.and
    case 'not':
      // NOT IN, NOT LIKE and IS NOT NULL print as one operator.
      if (expr.operand.kind === 'is-null') return precedence.is
      return expr.operand.kind === 'in-list' || expr.operand.kind === 'like' ? precedence.like : precedence.not
    case 'is-null':
      return precedence.is
    case 'compare':
      return precedence.comparison
    case 'in-list':
    case 'like':
      return precedence.like
    case 'arithmetic':
      if (expr.op === '+' || expr.op === '-') return precedence.sum
      return expr.op === '*' || expr.op === '/' || expr.op === '%' ? precedence.product : precedence.other
    case 'call':
      return ofCall.get(expr.name) ?? precedence.primary
    default:
      return precedence.primary
  }
}
