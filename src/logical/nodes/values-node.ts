/** Rows written in the query. Without rows: no row at all; one row without columns stands for a SELECT without FROM. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { NodeOf } from '../node-of.ts'

export function valuesNode(
  of: { readonly fields: readonly Field[]; readonly rows: readonly (readonly Expr[])[] },
  ids: ColumnIds,
): NodeOf<'values'> {
  return { kind: 'values', rows: of.rows, schema: { fields: of.fields }, ids: of.fields.map(() => ids.next()) }
}
