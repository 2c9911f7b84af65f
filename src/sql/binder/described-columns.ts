/** The columns of a table as rows of a query: `FROM (DESCRIBE t)`. */
import type { Schema } from '../../columnar/schema.ts'
import { typeName } from '../../columnar/type-name.ts'
import type { Expr } from '../../expr/expr.ts'
import type { ColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'

export function describedColumns(schema: Schema, ids: ColumnIds): LogicalPlan {
  const type = { kind: 'utf8' } as const
  const text = (value: string): Expr => ({ kind: 'literal', type, value })
  const fields = ['column_name', 'data_type', 'is_nullable'].map(name => ({ name, type, nullable: false }))
  const rows = schema.fields.map(field => [text(field.name), text(typeName(field.type)), text(field.nullable ? 'YES' : 'NO')])
  return valuesNode({ fields, rows }, ids)
}
