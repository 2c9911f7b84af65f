/** One row for each item of the lists, side by side; shorter lists give NULL. The input's columns, one column a list, and with ordinality the item's number from 1. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function unnestNode(
  of: { readonly lists: readonly Expr[]; readonly ordinality: 'with' | 'without' },
  input: LogicalPlan,
  ids: ColumnIds,
): NodeOf<'unnest'> {
  const items = of.lists.map((list): Field => {
    const type = typeOf(list)
    return { name: 'unnest', type: type.kind === 'list' ? type.item : { kind: 'null' }, nullable: true }
  })
  const withOrdinality = of.ordinality === 'with'
  const own: readonly Field[] = withOrdinality ? [...items, { name: 'ordinality', type: { kind: 'int64' }, nullable: false }] : items
  return {
    kind: 'unnest',
    lists: of.lists,
    withOrdinality,
    input,
    schema: { ...input.schema, fields: [...input.schema.fields, ...own] },
    ids: [...input.ids, ...own.map(() => ids.next())],
  }
}
