/** Rows that the node above, which has the same table number, puts there while it runs. */
import type { Field } from '../../columnar/data-type.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { NodeOf } from '../node-of.ts'

export function workingTableNode(
  of: { readonly table: number; readonly fields: readonly Field[] },
  ids: ColumnIds,
): NodeOf<'working-table'> {
  return { kind: 'working-table', table: of.table, schema: { fields: of.fields }, ids: of.fields.map(() => ids.next()) }
}
