/** Whether a predicate is surely FALSE or NULL on rows where all of some columns are NULL. */
import type { Expr } from '../../expr/expr.ts'

export function refusesNulls(predicate: Expr, ids: ReadonlySet<number>): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.operands.some(operand => refusesNulls(operand, ids))
    case 'or':
      return predicate.operands.every(operand => refusesNulls(operand, ids))
    case 'not':
      return predicate.operand.kind === 'is-null' ? isNullFrom(predicate.operand.operand, ids) : isNullFrom(predicate, ids)
    default:
      return isNullFrom(predicate, ids)
  }
}

/** Whether an expression is surely NULL where the columns are. */
function isNullFrom(expr: Expr, ids: ReadonlySet<number>): boolean {
  switch (expr.kind) {
    case 'column':
      return ids.has(expr.id)
    case 'compare':
    case 'arithmetic':
      return isNullFrom(expr.left, ids) || isNullFrom(expr.right, ids)
    case 'like':
      return isNullFrom(expr.operand, ids) || isNullFrom(expr.pattern, ids)
    case 'cast':
    case 'not':
    case 'field':
    case 'in-list':
      return isNullFrom(expr.operand, ids)
    case 'and':
    case 'or':
      return expr.operands.every(operand => isNullFrom(operand, ids))
    default:
      // IS NULL, CASE and functions may make something of NULL.
      return false
  }
}
