/**
 * Puts an aggregate under expressions that contain aggregates: each aggregate and each group key in them becomes a column of it. A column
 * that is neither grouped by nor inside an aggregate is an error.
 */

import type { Expr } from '../../expr/expr.ts'
import { mapChildren } from '../../expr/map-expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { aggregateNode } from '../../logical/nodes/aggregate-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { BindState } from './bind-state.ts'
import { groupedParts } from './contains-aggregate.ts'
import { planError } from './plan-error.ts'

export interface Grouping {
  readonly keys: readonly Expr[]
  readonly sets?: readonly (readonly Expr[])[] | undefined
  /** Everything that stands above the grouping: the select list, HAVING, ORDER BY. */
  readonly above: readonly Expr[]
}

export function groupRows(
  { keys, sets, above }: Grouping,
  input: LogicalPlan,
  state: BindState,
): { readonly plan: LogicalPlan; readonly rewrite: (expr: Expr) => Expr } {
  const aggregates: Expr[] = []
  for (const expr of above) collectAggregates(expr, aggregates)
  for (const aggregate of aggregates) checkGrouping(aggregate, keys, state)
  const plan = aggregateNode({ keys, groupingSets: sets, aggregates }, input, state.ids)
  const sources = [...keys, ...aggregates]
  const outputs = outputColumns(plan)

  const rewrite = (expr: Expr): Expr => {
    const position = sources.findIndex(source => source.kind === expr.kind && sameExpr(source, expr))
    const output = outputs[position]
    if (output) return output
    if (expr.kind === 'column') throw notGrouped(expr, state)
    // An aggregate over a window is computed over the groups; what it is given is rewritten.
    if (expr.kind === 'window') return mapChildren(expr, child => (child === expr.call ? mapChildren(child, rewrite) : rewrite(child)))
    return mapChildren(expr, rewrite)
  }
  return { plan, rewrite }
}

function collectAggregates(expr: Expr, into: Expr[]): void {
  if (expr.kind !== 'aggregate') for (const child of groupedParts(expr)) collectAggregates(child, into)
  else if (!into.some(known => sameExpr(known, expr))) into.push(expr)
}

/** GROUPING tells which keys a row is grouped by, so it takes keys. */
function checkGrouping(aggregate: Expr, keys: readonly Expr[], state: BindState): void {
  if (aggregate.kind !== 'aggregate' || aggregate.name !== 'grouping') return
  const other = aggregate.args.find(arg => !keys.some(key => sameExpr(key, arg)))
  if (!other) return
  throw planError('GROUPING takes expressions of GROUP BY, and this is none.', state.spans.get(other) ?? { start: 0, end: 0 })
}

function notGrouped(column: Expr & { readonly kind: 'column' }, state: BindState): Error {
  const span = state.spans.get(column) ?? { start: 0, end: 0 }
  return planError(`Column "${column.name}" must appear in GROUP BY or stand inside an aggregate.`, span)
}
