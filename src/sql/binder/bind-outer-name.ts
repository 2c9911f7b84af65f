/** Names that mean columns of the queries around a subquery. */
import type { Expr } from '../../expr/expr.ts'
import { mapExpr } from '../../expr/map-expr.ts'
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import type { BindState, OuterColumnExpr } from './bind-state.ts'
import { resolveName } from './resolve-name.ts'

export interface OuterName {
  readonly expr: Expr
  /** Struct fields after the column. */
  readonly path: readonly Identifier[]
}

/** The nearest query that has the name. Every query between it and this one is noted to need the column. */
export function bindOuterName(name: QualifiedName, state: BindState): OuterName | undefined {
  const passed: Map<number, OuterColumnExpr>[] = []
  for (let outer = state.outer; outer; outer = outer.context.state.outer) {
    passed.push(outer.used)
    const resolved = resolveName(name, outer.context.scope)
    if (resolved) return { expr: asOuter(resolved.column.expr, passed), path: resolved.path }
  }
  return undefined
}

function asOuter(expr: Expr, passed: readonly Map<number, OuterColumnExpr>[]): Expr {
  return mapExpr(expr, node => {
    if (node.kind !== 'column') return node
    const column: OuterColumnExpr = { kind: 'outer-column', depth: passed.length, id: node.id, name: node.name, type: node.type }
    for (const used of passed) used.set(node.id, column)
    return { ...column }
  })
}
