/** Reads a table: all its columns, until the optimizer narrows the request. */
import type { TableProvider } from '../../catalog/table-provider.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { NodeOf } from '../node-of.ts'

export function scanNode(
  from: { readonly table: string; readonly alias?: string | undefined; readonly provider: TableProvider },
  ids: ColumnIds,
): NodeOf<'scan'> {
  const { schema } = from.provider
  return {
    kind: 'scan',
    table: from.table,
    ...(from.alias !== undefined && { alias: from.alias }),
    provider: from.provider,
    request: { projection: schema.fields.map(field => field.name), filters: [] },
    schema,
    ids: schema.fields.map(() => ids.next()),
  }
}
