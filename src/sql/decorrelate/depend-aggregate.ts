/** An aggregate for all values of a working table: the values become group keys. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import { type ColumnExpr, outputColumns } from '../../logical/output-columns.ts'
import { type Dependent, keysEqual, projected, valuesOf } from './dependent.ts'
import { orEmptyValue } from './empty-value.ts'
import type { OuterTable } from './outer-table.ts'
import { replaceOuter } from './replace-outer.ts'

interface Rules {
  readonly depend: (plan: LogicalPlan, over: OuterTable) => Dependent
  readonly leaf: () => NodeOf<'working-table'>
}

export function dependAggregate(plan: NodeOf<'aggregate'>, over: OuterTable, { depend, leaf }: Rules): Dependent {
  const { plan: input, keys } = depend(plan.input, over)
  const values = valuesOf(over, keys)
  const groupingSets = plan.groupingSets.map(set => [...keys, ...set.map(expr => replaceOuter(expr, values))])
  const aggregates = plan.aggregates.map(aggregate => replaceOuter(aggregate, values))
  const keyFields = over.columns.map(column => column.field)
  const keyIds = keys.map(() => over.ids.next())
  // One id a key.
  const groupKeys = keys.map((key, i): ColumnExpr => ({ ...key, id: keyIds[i]! }))
  const scalar = plan.groupingSets.length === 1 && plan.groupingSets[0]?.length === 0
  const ownIds = scalar ? plan.ids.map(() => over.ids.next()) : plan.ids
  const grouped: LogicalPlan = {
    ...plan,
    groupingSets,
    aggregates,
    input,
    schema: { ...plan.schema, fields: [...keyFields, ...plan.schema.fields] },
    ids: [...keyIds, ...ownIds],
  }
  if (!scalar) return { plan: grouped, keys: groupKeys }
  // Without keys there is one row even of no rows: a value without a group gets it now.
  const all = leaf()
  const allKeys = outputColumns(all)
  const joined = joinNode({ joinType: 'left', on: keysEqual(allKeys, groupKeys), left: all, right: grouped })
  const results = outputColumns(grouped).slice(keys.length)
  const exprs = results.map((column, i): Expr => orEmptyValue(column, aggregates[i] ?? column, over.functions))
  return projected({ exprs, like: plan, keys: allKeys }, joined)
}
