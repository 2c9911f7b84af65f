/** Computes window functions: its input's columns in their order of rows, then one column a window. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { formatExpr } from '../../expr/format-expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function windowNode(windows: readonly Expr[], input: LogicalPlan, ids: ColumnIds): NodeOf<'window'> {
  const fields = windows.map((window): Field => ({ name: formatExpr(window), type: typeOf(window), nullable: true }))
  return {
    kind: 'window',
    windows,
    input,
    schema: { ...input.schema, fields: [...input.schema.fields, ...fields] },
    ids: [...input.ids, ...fields.map(() => ids.next())],
  }
}
