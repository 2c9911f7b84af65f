/** Whether an expression has one value for the whole query, known before any row is read. */
import { childrenOf } from './children-of.ts'
import type { Expr } from './expr.ts'

export function isConstant(expr: Expr): boolean {
  switch (expr.kind) {
    case 'column':
    case 'outer-column':
    case 'lambda':
    case 'lambda-parameter':
    case 'subquery':
    case 'parameter':
    case 'aggregate':
    case 'window':
      return false
    case 'call':
      return expr.portable && expr.args.every(isConstant)
    default:
      return childrenOf(expr).every(isConstant)
  }
}
