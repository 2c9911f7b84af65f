/** Predicates that are known before any row. */
import type { Expr } from '../../expr/expr.ts'

export function isConstantFalse(predicate: Expr): boolean {
  return predicate.kind === 'literal' && predicate.value !== true
}
