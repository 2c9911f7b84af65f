/** Puts window nodes under expressions that contain window functions: each becomes a column. Windows of the same order are computed together. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { mapChildren } from '../../expr/map-expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { windowNode } from '../../logical/nodes/window-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { BindState } from './bind-state.ts'

type WindowExpr = Expr & { readonly kind: 'window' }

export function windowRows(
  above: readonly Expr[],
  input: LogicalPlan,
  state: BindState,
): { readonly plan: LogicalPlan; readonly rewrite: (expr: Expr) => Expr } {
  const windows: WindowExpr[] = []
  for (const expr of above) collectWindows(expr, windows)
  if (windows.length === 0) return { plan: input, rewrite: expr => expr }
  const columns = new Map<WindowExpr, Expr>()
  let plan = input
  for (const together of byOrder(windows)) {
    const node = windowNode(together, plan, state.ids)
    const outputs = outputColumns(node).slice(plan.ids.length)
    for (const [i, window] of together.entries()) columns.set(window, outputs[i] ?? window)
    plan = node
  }
  const rewrite = (expr: Expr): Expr => {
    const found = expr.kind === 'window' ? windows.find(window => sameExpr(window, expr)) : undefined
    return (found && columns.get(found)) ?? mapChildren(expr, rewrite)
  }
  return { plan, rewrite }
}

function collectWindows(expr: Expr, into: WindowExpr[]): void {
  if (expr.kind !== 'window') for (const child of childrenOf(expr)) collectWindows(child, into)
  else if (!into.some(known => sameExpr(known, expr))) into.push(expr)
}

function byOrder(windows: readonly WindowExpr[]): readonly (readonly WindowExpr[])[] {
  const groups: WindowExpr[][] = []
  for (const window of windows) {
    const group = groups.find(([first]) => first && sameOrder(first, window))
    if (group) group.push(window)
    else groups.push([window])
  }
  return groups
}

function sameOrder(a: WindowExpr, b: WindowExpr): boolean {
  const orderOf = ({ partitionBy, orderBy }: WindowExpr): WindowExpr => ({ ...a, partitionBy, orderBy })
  return sameExpr(orderOf(a), orderOf(b))
}
