/** Whether an expression may give another value each time it is evaluated. */
import { childrenOf } from '../expr/children-of.ts'
import type { Expr } from '../expr/expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'

export function isVolatile(expr: Expr, functions: FunctionRegistry): boolean {
  if (expr.kind === 'call' && functions.scalar(expr.name)?.volatility === 'volatile') return true
  return childrenOf(expr).some(child => isVolatile(child, functions))
}
