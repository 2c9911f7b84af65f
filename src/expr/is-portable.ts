/** Whether an expression means the same in any thread: no function registered at run time, nothing volatile, nothing that planning must still remove. */
import { childrenOf } from './children-of.ts'
import type { Expr } from './expr.ts'

export function isPortable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'parameter':
    case 'outer-column':
    case 'subquery':
    case 'window':
      return false
    case 'call':
      return expr.portable && expr.args.every(isPortable)
    default:
      return childrenOf(expr).every(isPortable)
  }
}
