/** The names of the columns that filters read, each once. */
import { childrenOf } from '../expr/children-of.ts'
import type { Expr } from '../expr/expr.ts'

export function filterColumnNames(filters: readonly Expr[]): readonly string[] {
  const names = new Set<string>()
  const visit = (expr: Expr): void => {
    if (expr.kind === 'column') names.add(expr.name)
    else for (const child of childrenOf(expr)) visit(child)
  }
  for (const filter of filters) visit(filter)
  return [...names]
}
