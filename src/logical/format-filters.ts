/** Filters as EXPLAIN shows them: two neighbours `x >= a`, `x <= b` read `x BETWEEN a AND b`. */
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { sameExpr } from '../expr/same-expr.ts'

export function formatFilters(filters: readonly Expr[]): readonly string[] {
  const texts: string[] = []
  let i = 0
  for (let filter = filters[0]; filter; filter = filters[i]) {
    const next = filters[i + 1]
    const between = next && formatBetween(filter, next)
    texts.push(between ?? formatExpr(filter))
    i += between ? 2 : 1
  }
  return texts
}

function formatBetween(low: Expr, high: Expr): string | undefined {
  if (low.kind !== 'compare' || high.kind !== 'compare' || low.op !== '>=' || high.op !== '<=') return undefined
  if (!sameExpr(low.left, high.left)) return undefined
  return `${formatExpr(low.left)} BETWEEN ${formatExpr(low.right)} AND ${formatExpr(high.right)}`
}
