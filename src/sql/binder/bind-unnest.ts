/** unnest(list, …), generate_series(…) and range(…) in FROM: a row for each item. */
import { SeriesTable } from '../../catalog/series-table.ts'
import { functionCall } from '../../expr/function-call.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { type ProjectedColumn, projectionNode } from '../../logical/nodes/projection-node.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import { unnestNode } from '../../logical/nodes/unnest-node.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import { type ColumnExpr, outputColumns } from '../../logical/output-columns.ts'
import type { Expression } from '../ast/expression.ts'
import type { TableReference } from '../ast/query.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { type BoundRelation, renameColumns } from './bound-relation.ts'
import { constantSeries } from './constant-series.ts'
import { constantContext } from './expression-context.ts'
import { itemType } from './item-type.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { planError } from './plan-error.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'
import { createScope, type ScopeColumn, scopeOf } from './scope.ts'

type FunctionReference = Extract<TableReference, { readonly kind: 'table-function' }>

const seriesFunctions: ReadonlySet<string> = new Set(['generate_series', 'range'])

export function isListFunction({ call }: FunctionReference): boolean {
  const name = nameOf(call)
  return call.name.parts.length === 1 && (name === 'unnest' || seriesFunctions.has(name))
}

function nameOf(call: FunctionReference['call']): string {
  return (call.name.parts.at(-1)?.name ?? '').toLowerCase()
}

export async function bindUnnest(reference: FunctionReference, state: BindState): Promise<BoundRelation> {
  const { call, alias, withOrdinality } = reference
  const name = nameOf(call)
  if (call.star || call.distinct || call.filter || call.over || call.orderBy.length > 0 || call.named.length > 0) {
    throw planError(`${name} in FROM takes lists only.`, call.span)
  }
  const context = constantContext(state, 'FROM')
  await prepareSubqueries(call.args, context)
  const args = call.args.map(arg => bindExpression(arg, context))
  if (args.length === 0) throw planError(`${name} takes a list.`, call.span)
  const series = seriesFunctions.has(name) && !withOrdinality ? constantSeries(name, args, state.functions) : undefined
  if (series) {
    const scan = scanNode({ table: name, alias: alias?.name.name, provider: new SeriesTable(name, series) }, state.ids)
    return namedItems(scan, { name: alias?.name.name ?? name, own: name }, { reference, state })
  }
  const lists = seriesFunctions.has(name) ? [functionCall({ name, args, at: call.span.start }, state.functions)] : args
  if (name === 'unnest') for (const [i, list] of lists.entries()) itemType(list, (call.args[i] as Expression).span) // one expression a list
  const source = joinSubqueries(lists, valuesNode({ fields: [], rows: [[]] }, state.ids), state)
  const spec = { lists: lists.map(source.rewrite), ordinality: withOrdinality ? 'with' : 'without' } as const
  const items = withoutColumnsOf(source.plan, unnestNode(spec, source.plan, state.ids), state)
  return namedItems(items, { name: alias && lists.length === 1 ? alias.name.name : name, own: name }, { reference, state })
}

/** The columns of subqueries in the arguments are not of the table. */
function withoutColumnsOf(source: LogicalPlan, unnested: LogicalPlan, state: BindState): LogicalPlan {
  const count = outputColumns(source).length
  if (count === 0) return unnested
  const items = outputColumns(unnested).slice(count)
  return projectionNode(items.map(expr => ({ expr, name: expr.name })), unnested, state.ids) // biome-ignore format: one line
}

function namedItems(
  items: LogicalPlan,
  { name, own }: { readonly name: string; readonly own: string },
  { reference, state }: { readonly reference: FunctionReference; readonly state: BindState },
): BoundRelation {
  const { alias } = reference
  const named = nameColumns(items, { name, reference, state })
  const plan = alias ? renameColumns(named, { columns: alias.columns, of: alias.name.name }, state) : named
  return { plan, scope: scopeWithOwnName(plan, { qualifier: alias?.name.name ?? own, own }) }
}

/** An alias names the column, too, as in PostgreSQL; structs without names for their columns come apart into their fields. */
function nameColumns(
  plan: LogicalPlan,
  { name, reference, state }: { readonly name: string; readonly reference: FunctionReference; readonly state: BindState },
): LogicalPlan {
  const names = reference.alias?.columns.length ?? 0
  const columns = outputColumns(plan).flatMap((column): readonly ProjectedColumn[] => {
    if (column.name === 'ordinality') return [{ expr: column, name: column.name }]
    if (column.type.kind !== 'struct' || !comesApart(column, { names, reference })) return [{ expr: column, name }]
    return column.type.fields.map(field => ({
      expr: { kind: 'field', operand: column, name: field.name },
      name: field.name,
    }))
  })
  return projectionNode(columns, plan, state.ids)
}

function comesApart(
  { type }: ColumnExpr,
  { names, reference }: { readonly names: number; readonly reference: FunctionReference },
): boolean {
  if (reference.call.args.length > 1 || type.kind !== 'struct') return false
  const ordinality = reference.withOrdinality ? 1 : 0
  return names === 0 || (names > 1 && names === type.fields.length + ordinality)
}

/** `t.unnest` and `t.range` keep their meaning beside the name that the alias gives. */
function scopeWithOwnName(plan: LogicalPlan, { qualifier, own }: { readonly qualifier: string; readonly own: string }) {
  const { columns } = scopeOf(plan, qualifier)
  const [first] = columns
  if (!first || columns.some(column => column.name.toLowerCase() === own)) return createScope(columns)
  const hidden: ScopeColumn = { ...first, name: own, qualifiedOnly: true }
  return createScope([...columns, hidden])
}
