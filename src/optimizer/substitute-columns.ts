/** Puts expressions in the place of columns. */
import type { Expr } from '../expr/expr.ts'
import { mapExpr } from '../expr/map-expr.ts'

export type Substitution = ReadonlyMap<number, Expr>

/** Columns that the substitution does not name stay. */
export function substituteColumns(expr: Expr, substitution: Substitution): Expr {
  return mapExpr(expr, node => (node.kind === 'column' ? (substitution.get(node.id) ?? node) : node))
}

/** What the outputs `ids` stand for: `exprs` beside them. */
export function substitutionOf(ids: readonly number[], exprs: readonly Expr[]): Substitution {
  // ids and exprs stand beside each other
  return new Map(exprs.map((expr, i) => [ids[i]!, expr]))
}
