/** Puts an unnest under expressions with unnest(…): each list becomes a column of its items, side by side with the others. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { mapChildren } from '../../expr/map-expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { unnestNode } from '../../logical/nodes/unnest-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { BindState } from './bind-state.ts'

export type UnnestCall = Expr & { readonly kind: 'call' }

export function isUnnest(expr: Expr): expr is UnnestCall {
  return expr.kind === 'call' && expr.name === 'unnest'
}

export function unnestRows(
  above: readonly Expr[],
  input: LogicalPlan,
  state: BindState,
): { readonly plan: LogicalPlan; readonly rewrite: (expr: Expr) => Expr } {
  const calls: UnnestCall[] = []
  for (const expr of above) collectUnnests(expr, calls)
  if (calls.length === 0) return { plan: input, rewrite: expr => expr }
  const lists = calls.flatMap(call => call.args.slice(0, 1))
  const inside = unnestRows(lists, input, state)
  const plan = unnestNode({ lists: lists.map(inside.rewrite), ordinality: 'without' }, inside.plan, state.ids)
  const columns = outputColumns(plan).slice(inside.plan.ids.length)
  const rewrite = (expr: Expr): Expr => {
    const place = isUnnest(expr) ? calls.findIndex(call => sameExpr(call, expr)) : -1
    return columns[place] ?? mapChildren(expr, rewrite)
  }
  return { plan, rewrite }
}

/** The outer ones: what they hold is unnested below them. */
function collectUnnests(expr: Expr, into: UnnestCall[]): void {
  if (!isUnnest(expr)) for (const child of childrenOf(expr)) collectUnnests(child, into)
  else if (!into.some(known => sameExpr(known, expr))) into.push(expr)
}
