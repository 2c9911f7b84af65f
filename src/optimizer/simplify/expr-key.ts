/** A text that is the same for the same computations: to find repeated ones among thousands. */
import type { Expr } from '../../expr/expr.ts'

/** `at` is a place in the SQL text, not part of the computation. */
export function exprKey(expr: Expr): string {
  return JSON.stringify(expr, (key, value) => (key === 'at' ? undefined : value))
}
