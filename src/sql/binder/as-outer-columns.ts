/** An expression over this query's rows as a subquery of it would write it. */
import type { Expr } from '../../expr/expr.ts'
import { mapExpr } from '../../expr/map-expr.ts'
import type { OuterColumnExpr } from './bind-state.ts'

/** Notes every column in `used`. */
export function asOuterColumns(expr: Expr, used: Map<number, OuterColumnExpr>): Expr {
  return mapExpr(expr, node => {
    if (node.kind !== 'column') return node
    const column: OuterColumnExpr = { kind: 'outer-column', depth: 1, id: node.id, name: node.name, type: node.type }
    used.set(node.id, column)
    return column
  })
}
