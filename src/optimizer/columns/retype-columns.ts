/** Gives the columns in a node's expressions the types that they have in its new inputs, where pruning took fields from a struct. */
import type { DataType } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { mapExpr } from '../../expr/map-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { mapPlanExprs } from '../../logical/plan-exprs.ts'
import { planInputs } from '../../logical/plan-inputs.ts'

export function retypeColumns(node: LogicalPlan): LogicalPlan {
  const types = structTypes(node)
  if (types.size === 0) return node
  const retyped = mapPlanExprs(node, expr => mapExpr(expr, inner => withType(inner, types)))
  if (retyped.kind !== 'projection') return retyped
  const fields = retyped.schema.fields.map((field, i) => {
    const expr = retyped.exprs[i]
    return expr?.kind === 'column' && expr.type !== field.type ? { ...field, type: expr.type } : field
  })
  return fields.every((field, i) => field === retyped.schema.fields[i]) ? retyped : { ...retyped, schema: { ...retyped.schema, fields } }
}

function structTypes(node: LogicalPlan): ReadonlyMap<number, DataType> {
  const types = new Map<number, DataType>()
  for (const input of planInputs(node)) {
    for (const [i, field] of input.schema.fields.entries()) {
      // ids stands beside schema.fields
      if (field.type.kind === 'struct') types.set(input.ids[i]!, field.type)
    }
  }
  return types
}

function withType(expr: Expr, types: ReadonlyMap<number, DataType>): Expr {
  if (expr.kind !== 'column') return expr
  const type = types.get(expr.id)
  return type === undefined || type === expr.type ? expr : { ...expr, type }
}
