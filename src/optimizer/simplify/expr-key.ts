/** A text that is the same for the same computations: to find repeated ones among thousands. */
import type { Expr } from '../../expr/expr.ts'

/** `at` is a place in the SQL text, not part of the computation. Comparisons with literals, which come by thousands, are written without a walk. */
export function exprKey(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return `column ${expr.id}`
    case 'literal':
      return JSON.stringify(expr)
    case 'compare':
      return `${exprKey(expr.left)} ${expr.op} ${exprKey(expr.right)}`
    default:
      return JSON.stringify(expr, (key, value) => (key === 'at' ? undefined : value))
  }
}
