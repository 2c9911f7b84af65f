/** Computes columns. A column that passes under its own name keeps its id and its field's metadata; anything else gets a new id. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { ColumnIds } from '../column-ids.ts'
import { fieldOfColumn } from '../field-of-column.ts'
import { isNullable } from '../is-nullable.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export interface ProjectedColumn {
  readonly expr: Expr
  readonly name: string
}

export function projectionNode(columns: readonly ProjectedColumn[], input: LogicalPlan, ids: ColumnIds): NodeOf<'projection'> {
  const fieldOf = fieldOfColumn(input)
  const used = new Set<number>()
  const outputIds = columns.map(({ expr, name }) => {
    const passes = expr.kind === 'column' && fieldOf(expr.id)?.name === name && !used.has(expr.id)
    const id = passes ? expr.id : ids.next()
    used.add(id)
    return id
  })
  const fields = columns.map(({ expr, name }): Field => {
    const field = expr.kind === 'column' ? fieldOf(expr.id) : undefined
    return field ? { ...field, name } : { name, type: typeOf(expr), nullable: isNullable(expr, fieldOf) }
  })
  return { kind: 'projection', exprs: columns.map(column => column.expr), input, schema: { ...input.schema, fields }, ids: outputIds }
}
