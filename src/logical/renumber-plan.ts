/** The same plan with new column ids throughout: a view, or a CTE that is used twice, must not share ids with the plan it goes into. */
import type { Expr } from '../expr/expr.ts'
import { mapExpr } from '../expr/map-expr.ts'
import type { ColumnIds } from './column-ids.ts'
import type { LogicalPlan } from './logical-plan.ts'
import { mapPlanExprs } from './plan-exprs.ts'
import { planInputs } from './plan-inputs.ts'
import { withInputs } from './with-inputs.ts'

export function renumberPlan(plan: LogicalPlan, ids: ColumnIds): LogicalPlan {
  const newId = renaming(ids)
  const newTable = renaming(ids)
  const inExpr = (expr: Expr): Expr => mapExpr(expr, node => (node.kind === 'column' ? { ...node, id: newId(node.id) } : node))
  return renumberNode(plan, { newId, newTable, inExpr })
}

/** The same new number for the same old one. */
function renaming(ids: ColumnIds): (old: number) => number {
  const renamed = new Map<number, number>()
  return old => {
    const known = renamed.get(old)
    if (known !== undefined) return known
    const id = ids.next()
    renamed.set(old, id)
    return id
  }
}

interface Renumbering {
  readonly newTable: (old: number) => number
  readonly newId: (old: number) => number
  readonly inExpr: (expr: Expr) => Expr
}

function renumberNode(plan: LogicalPlan, renumbering: Renumbering): LogicalPlan {
  const inputs = planInputs(plan).map(input => renumberNode(input, renumbering))
  const node = mapPlanExprs(withInputs(plan, inputs), renumbering.inExpr)
  // The columns stay: over inputs with new ids, withInputs cannot tell which of them the node left out.
  const columns = { schema: plan.schema, ids: plan.ids.map(renumbering.newId) }
  // Working tables are numbered as columns are.
  if (node.kind === 'dependent-join' || node.kind === 'working-table' || node.kind === 'recursive') {
    return { ...node, table: renumbering.newTable(node.table), ...columns }
  }
  return { ...node, ...columns }
}
