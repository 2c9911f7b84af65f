/** Whether a bound expression needs its rows to be grouped. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'

export function containsAggregate(expr: Expr): boolean {
  return expr.kind === 'aggregate' || groupedParts(expr).some(containsAggregate)
}

/** The aggregates in an expression that are computed over groups. */
export function aggregatesOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'aggregate' ? [expr] : groupedParts(expr).flatMap(aggregatesOf)
}

/** The expressions inside one that are evaluated over groups where there are groups. The call of a window is computed after them; its arguments are not. */
export function groupedParts(expr: Expr): readonly Expr[] {
  const [call, ...others] = childrenOf(expr)
  return expr.kind === 'window' && call ? [...childrenOf(call), ...others] : childrenOf(expr)
}
