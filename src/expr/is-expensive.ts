/** Whether an expression costs so much a row that it should not run on rows that do not need it: functions, patterns, text conversions. */
import { childrenOf } from './children-of.ts'
import { isText } from './coercion.ts'
import type { Expr } from './expr.ts'
import { typeOf } from './type-of.ts'

export function isExpensive(expr: Expr): boolean {
  switch (expr.kind) {
    case 'call':
    case 'case':
      return true
    case 'like':
      // On a dictionary it is evaluated once per distinct text.
      return typeOf(expr.operand).kind !== 'dictionary' || isExpensive(expr.operand)
    case 'cast':
      return isText(expr.to) || isText(typeOf(expr.operand)) || isExpensive(expr.operand)
    default:
      return childrenOf(expr).some(isExpensive)
  }
}
