/** The conjuncts over one column alone that hold for every row of a plan; undefined where filters may have gone where they are not found again. */
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { splitConjunction } from '../../expr/split-conjunction.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { substituteColumns } from '../substitute-columns.ts'

export function filtersOfColumn(plan: LogicalPlan, id: number): readonly Expr[] | undefined {
  switch (plan.kind) {
    case 'scan':
      return plan.request.filters.flatMap(splitConjunction).filter(conjunct => isOver(conjunct, id))
    case 'filter': {
      const below = filtersOfColumn(plan.input, id)
      return below && [...splitConjunction(plan.predicate).filter(conjunct => isOver(conjunct, id)), ...below]
    }
    case 'projection':
      return ofExpr(plan, plan.exprs[plan.ids.indexOf(id)], id)
    case 'aggregate':
      return plan.groupingSets.length === 1 ? ofExpr(plan, plan.groupingSets[0]?.[plan.ids.indexOf(id)], id) : []
    case 'sort':
    case 'limit':
    case 'window':
    case 'distinct':
      return filtersOfColumn(plan.input, id)
    case 'join':
    case 'interval-join': {
      const side = plan.left.ids.includes(id) ? 'left' : 'right'
      // Columns of a side that may be NULL are not those of its input, and filters on them stay above.
      const { joinType } = plan
      const holds = side === 'left' ? joinType !== 'right' && joinType !== 'full' : joinType === 'inner' || joinType === 'right'
      return holds ? filtersOfColumn(plan[side], id) : []
    }
    case 'set-operation':
    case 'range-operation':
      return undefined
    default:
      return []
  }
}

/** Of a column that is computed as `expr` from the node's input. */
function ofExpr(
  plan: LogicalPlan & { readonly kind: 'projection' | 'aggregate' },
  expr: Expr | undefined,
  id: number,
): readonly Expr[] | undefined {
  const field = plan.schema.fields[plan.ids.indexOf(id)]
  if (expr?.kind !== 'column' || !field) return undefined
  const column: Expr = { kind: 'column', id, name: field.name, type: field.type }
  return filtersOfColumn(plan.input, expr.id)?.map(conjunct => substituteColumns(conjunct, new Map([[expr.id, column]])))
}

function isOver(conjunct: Expr, id: number): boolean {
  const columns = columnsOf(conjunct)
  return columns.length > 0 && columns.every(other => other === id)
}
