/** Refuses an operand that would be evaluated twice where it may give two values. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { ExpressionContext } from './expression-context.ts'
import { notImplemented } from './plan-error.ts'

export function rejectVolatile(expr: Expr, construct: string, context: ExpressionContext): void {
  const name = volatileCall(expr, context)
  if (name === undefined) return
  const span = context.state.spans.get(expr) ?? { start: 0, end: 0 }
  throw notImplemented(
    `${construct} over ${name}(…), which may give another value each time, does not run yet. Compute it in a subquery first.`,
    span,
  )
}

function volatileCall(expr: Expr, context: ExpressionContext): string | undefined {
  if (expr.kind === 'call' && context.state.functions.scalar(expr.name)?.volatility === 'volatile') return expr.name
  for (const child of childrenOf(expr)) {
    const name = volatileCall(child, context)
    if (name !== undefined) return name
  }
  return undefined
}
