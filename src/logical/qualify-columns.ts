/** Gives the columns of tables their table's name in an expression that is to be printed: `v.chrom`. */
import type { Expr } from '../expr/expr.ts'
import { mapExpr } from '../expr/map-expr.ts'
import type { LogicalPlan } from './logical-plan.ts'
import { planInputs } from './plan-inputs.ts'

export type Qualifiers = ReadonlyMap<number, string>

/** Which table each column id of a plan comes from; a column that is computed comes from none. */
export function tableOfColumns(plan: LogicalPlan): Qualifiers {
  const qualifiers = new Map<number, string>()
  collect(plan, qualifiers)
  return qualifiers
}

function collect(plan: LogicalPlan, qualifiers: Map<number, string>): void {
  if (plan.kind === 'scan') for (const id of plan.ids) qualifiers.set(id, plan.alias ?? plan.table)
  for (const input of planInputs(plan)) collect(input, qualifiers)
}

export function qualifyColumns(expr: Expr, tableOf: (id: number) => string | undefined): Expr {
  return mapExpr(expr, node => {
    if (node.kind !== 'column') return node
    const table = tableOf(node.id)
    return table === undefined ? node : { ...node, name: `${table}.${node.name}` }
  })
}
