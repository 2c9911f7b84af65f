/** The ids of the columns that an expression reads, each once, in order of first use. */
import { childrenOf } from './children-of.ts'
import type { Expr } from './expr.ts'

export function columnsOf(expr: Expr): readonly number[] {
  const ids = new Set<number>()
  collect(expr, ids)
  return [...ids]
}

function collect(expr: Expr, ids: Set<number>): void {
  if (expr.kind === 'column') ids.add(expr.id)
  else for (const child of childrenOf(expr)) collect(child, ids)
}
