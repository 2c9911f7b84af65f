/** An aggregate for all values of a working table: the values become group keys. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import { type ColumnExpr, outputColumns } from '../../logical/output-columns.ts'
import { renumberPlan } from '../../logical/renumber-plan.ts'
import { type Dependent, keysEqual, projected, valuesOf } from './dependent.ts'
import { emptyValue, orEmptyValue } from './empty-value.ts'
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
  const wholes = plan.groupingSets.filter(set => set.length === 0).length
  const ownIds = wholes > 0 ? plan.ids.map(() => over.ids.next()) : plan.ids
  const grouped: LogicalPlan = {
    ...plan,
    groupingSets,
    aggregates,
    input,
    schema: { ...plan.schema, fields: [...keyFields, ...plan.schema.fields] },
    ids: [...keyIds, ...ownIds],
  }
  if (wholes > 0 && !scalar) return withEmptyGroups({ plan: grouped, keys: groupKeys }, { plan, wholes }, over, { depend, leaf })
  if (!scalar) return { plan: grouped, keys: groupKeys }
  // Without keys there is one row even of no rows: a value without a group gets it now.
  const all = leaf()
  const allKeys = outputColumns(all)
  const joined = joinNode({ joinType: 'left', on: keysEqual(allKeys, groupKeys), left: all, right: grouped })
  const results = outputColumns(grouped).slice(keys.length)
  const exprs = results.map((column, i): Expr => orEmptyValue(column, aggregates[i] ?? column, over.functions))
  return projected({ exprs, like: plan, keys: allKeys }, joined)
}

/** The group of all rows, `()`, is there even of no rows: for values without rows it is added, with NULL for the keys. */
function withEmptyGroups(
  grouped: Dependent,
  { plan, wholes }: { readonly plan: NodeOf<'aggregate'>; readonly wholes: number },
  over: OuterTable,
  { depend, leaf }: Rules,
): Dependent {
  const keyCount = plan.ids.length - plan.aggregates.length
  const exprs = plan.schema.fields.map(({ type }, i): Expr => {
    const aggregate = plan.aggregates[i - keyCount]
    const empty = aggregate && emptyValue(aggregate, over.functions)
    return empty ?? { kind: 'literal', type, value: null }
  })
  const missing = () => {
    const all = leaf()
    const allKeys = outputColumns(all)
    const rows = depend(renumberPlan(plan.input, over.ids), over)
    const without = joinNode({ joinType: 'anti', on: keysEqual(allKeys, rows.keys), left: all, right: rows.plan })
    return projected({ exprs, like: { ...plan, ids: plan.ids.map(() => over.ids.next()) }, keys: allKeys }, without).plan
  }
  const own = outputColumns(grouped.plan).slice(grouped.keys.length)
  const present = projected({ exprs: own, like: { ...plan, ids: own.map(column => column.id) }, keys: grouped.keys }, grouped.plan).plan
  const ids = grouped.keys.map(() => over.ids.next())
  const fields = [...plan.schema.fields.map(field => ({ ...field, nullable: true })), ...over.columns.map(column => column.field)]
  return {
    plan: {
      kind: 'set-operation',
      operation: 'union',
      all: true,
      inputs: [present, ...Array.from({ length: wholes }, missing)],
      schema: { ...plan.schema, fields },
      ids: [...plan.ids, ...ids],
    },
    // One id a key.
    keys: grouped.keys.map((key, i): ColumnExpr => ({ ...key, id: ids[i]! })),
  }
}
