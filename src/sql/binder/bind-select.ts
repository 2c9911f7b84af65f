/**
 * SELECT -> a plan, in the order in which SQL means it: FROM, WHERE, GROUP BY, HAVING, the select list, DISTINCT, ORDER BY. Sort keys that
 * are not in the select list ride along as hidden columns.
 */
import type { Expr, SortKey } from '../../expr/expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { distinctNode } from '../../logical/nodes/distinct-node.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { sortNode } from '../../logical/nodes/sort-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Expression } from '../ast/expression.ts'
import type { GroupingElement, Select } from '../ast/query.ts'
import { bindCondition } from './bind-condition.ts'
import { bindFrom } from './bind-from.ts'
import { bindGroupBy, type GroupKeys } from './bind-group-by.ts'
import { bindOrderBy, bindOutputOrExpression, type OrderClause } from './bind-order-by.ts'
import { aliasesOf, bindOutputs, type Output } from './bind-outputs.ts'
import type { BindState } from './bind-state.ts'
import { bindWhere } from './bind-where.ts'
import { aggregatesOf, containsAggregate } from './contains-aggregate.ts'
import { windowExpressions } from './expression-children.ts'
import type { ExpressionContext } from './expression-context.ts'
import { groupRows } from './group-rows.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { planError } from './plan-error.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'
import { selectEntries } from './select-items.ts'
import { unnestRows } from './unnest-rows.ts'
import { windowRows } from './window-rows.ts'
import { namedWindows } from './window-specification.ts'

export async function bindSelect(select: Select, order: OrderClause, state: BindState): Promise<LogicalPlan> {
  const from = await bindFrom(select.from, state)
  const entries = selectEntries(select.items, from.scope)
  const aliases = aliasesOf(entries)
  const contextOf = (clause: string, aggregates: ExpressionContext['aggregates']): ExpressionContext => ({
    state,
    scope: from.scope,
    clause,
    aggregates,
    aliases,
  })
  const windows = namedWindows(select.windows)
  const shown = (clause: string): ExpressionContext => ({ ...contextOf(clause, 'allowed'), windows })
  await prepareSubqueries(expressionsOf(select, order), contextOf('SELECT', 'forbidden'))
  const filtered = bindWhere(select.where, from.plan, contextOf('WHERE', 'forbidden'))
  const outputs = bindOutputs(entries, shown('SELECT'))
  const having = select.having && bindCondition(select.having, contextOf('HAVING', 'allowed'), 'HAVING')
  const qualify = select.qualify && bindCondition(select.qualify, shown('QUALIFY'), 'QUALIFY')
  const keys = bindGroupBy(select.groupBy, outputs, contextOf('GROUP BY', 'forbidden'))
  const parts: SelectParts = {
    outputs,
    sortKeys: bindOrderBy(order, outputs, shown('ORDER BY')),
    distinctOn: select.distinctOn.map(expression =>
      bindOutputOrExpression(expression, { outputs, context: shown('DISTINCT ON'), clause: 'DISTINCT ON' }),
    ),
    ...(having && { having }),
    ...(qualify && { qualify }),
  }
  const isGrouped = keys || having || exprsOf(parts).some(containsAggregate)
  const grouped = isGrouped ? groupParts(parts, keys ?? { keys: [] }, { input: filtered, state }) : { plan: filtered, parts }
  const joined = addSubqueries(grouped, state)
  const { having: condition } = joined.parts
  const windowed = addWindows({ ...joined, plan: condition ? filterNode(condition, joined.plan) : joined.plan }, state)
  return project(addUnnests(windowed, state), { select, order, state })
}

/** A part of the SELECT over the plan that it reads. */
interface Over {
  readonly plan: LogicalPlan
  readonly parts: SelectParts
}

interface SelectParts {
  readonly outputs: readonly Output[]
  readonly sortKeys: readonly SortKey[]
  readonly distinctOn: readonly Expr[]
  readonly having?: Expr
  readonly qualify?: Expr
}

function exprsOf({ outputs, sortKeys, distinctOn, having, qualify }: SelectParts): readonly Expr[] {
  return [
    ...outputs.map(output => output.expr),
    ...(having ? [having] : []),
    ...sortKeys.map(key => key.expr),
    ...distinctOn,
    ...(qualify ? [qualify] : []),
  ]
}

function rewriteParts(parts: SelectParts, rewrite: (expr: Expr) => Expr): SelectParts {
  return {
    outputs: parts.outputs.map(output => ({ ...output, expr: rewrite(output.expr) })),
    sortKeys: parts.sortKeys.map(key => ({ ...key, expr: rewrite(key.expr) })),
    distinctOn: parts.distinctOn.map(rewrite),
    ...(parts.having && { having: rewrite(parts.having) }),
    ...(parts.qualify && { qualify: rewrite(parts.qualify) }),
  }
}

/** Subqueries and lists that group keys and aggregates are made of come before the groups. */
function groupParts(parts: SelectParts, { keys, sets }: GroupKeys, over: { readonly input: LogicalPlan; readonly state: BindState }): Over {
  const { state } = over
  const inside = [...keys, ...exprsOf(parts).flatMap(aggregatesOf)]
  const { plan, rewrite } = joinSubqueries(inside, over.input, state)
  const unnested = unnestRows(keys.map(rewrite), plan, state)
  const lower = (expr: Expr): Expr => unnested.rewrite(rewrite(expr))
  const below = rewriteParts(parts, lower)
  const groups = groupRows({ keys: keys.map(lower), sets: sets?.map(set => set.map(lower)), above: exprsOf(below) }, unnested.plan, state)
  return { plan: groups.plan, parts: rewriteParts(below, groups.rewrite) }
}

function addSubqueries({ plan: input, parts }: Over, state: BindState): Over {
  const { plan, rewrite } = joinSubqueries(exprsOf(parts), input, state)
  return { plan, parts: rewriteParts(parts, rewrite) }
}

/** Windows are computed over the rows that HAVING left, and QUALIFY filters by them. */
function addWindows({ plan: input, parts: { having: _, ...parts } }: Over, state: BindState): Over {
  const { plan, rewrite } = windowRows(exprsOf(parts), input, state)
  const { qualify, ...rest } = rewriteParts(parts, rewrite)
  return { plan: qualify ? filterNode(qualify, plan) : plan, parts: rest }
}

function addUnnests({ plan: input, parts }: Over, state: BindState): Over {
  const { plan, rewrite } = unnestRows(exprsOf(parts), input, state)
  return { plan, parts: rewriteParts(parts, rewrite) }
}

/** Every expression of the SELECT and its ORDER BY, for the subqueries in them. */
function expressionsOf(select: Select, { orderBy }: OrderClause): readonly (Expression | undefined)[] {
  const groupBy = select.groupBy === 'all' ? [] : select.groupBy.flatMap(groupingExpressions)
  return [
    select.where,
    ...select.items.map(item => item.expression),
    ...select.distinctOn,
    ...groupBy,
    select.having,
    ...select.windows.flatMap(({ specification }) => windowExpressions(specification)),
    select.qualify,
    ...(orderBy === 'all' ? [] : orderBy.map(item => item.expression)),
  ]
}

function groupingExpressions(element: GroupingElement): readonly Expression[] {
  switch (element.kind) {
    case 'expression':
      return [element.expression]
    case 'set':
      return element.expressions
    case 'grouping-sets':
      return element.elements.flatMap(groupingExpressions)
    default:
      return element.sets.flat()
  }
}

interface SelectPlace {
  readonly select: Select
  readonly order: OrderClause
  readonly state: BindState
}

function project({ plan: input, parts }: Over, { select, order, state }: SelectPlace): LogicalPlan {
  const columns: Output[] = [...parts.outputs]
  const positionOfExpr = (expr: Expr): number => {
    const known = columns.findIndex(column => sameExpr(column.expr, expr))
    if (known >= 0) return known
    columns.push({ expr, name: expr.kind === 'column' ? expr.name : `sort key ${columns.length - parts.outputs.length + 1}` })
    return columns.length - 1
  }
  const keyPositions = parts.sortKeys.map(key => positionOfExpr(key.expr))
  if (select.distinct && select.distinctOn.length === 0) rejectHiddenKeys(keyPositions, parts.outputs.length, order)
  const onPositions = parts.distinctOn.map(positionOfExpr)
  const projection = projectionNode(columns, input, state.ids)
  const projected = outputColumns(projection)
  // positionOfExpr() gave positions in `columns`, and the projection has one output for each.
  const keys = parts.sortKeys.map((key, i): SortKey => ({ ...key, expr: projected[keyPositions[i]!]! }))
  const distinct = select.distinct && onPositions.length === 0 ? distinctNode(projection) : projection
  const sorted = keys.length > 0 ? sortNode(keys, distinct) : distinct
  const on = onPositions.map(position => projected[position]!)
  const first = on.length > 0 ? distinctNode(sorted, on) : sorted
  if (columns.length === parts.outputs.length) return first
  const shown = projected.slice(0, parts.outputs.length)
  return projectionNode(
    shown.map(expr => ({ expr, name: expr.name })),
    first,
    state.ids,
  )
}

/** Of equal rows DISTINCT keeps one; a key that is not in the row would not say which. */
function rejectHiddenKeys(positions: readonly number[], width: number, { orderBy }: OrderClause): void {
  const hidden = positions.findIndex(position => position >= width)
  if (hidden < 0 || orderBy === 'all') return
  const span = orderBy[hidden]?.expression.span ?? { start: 0, end: 0 }
  throw planError('With SELECT DISTINCT, what ORDER BY sorts by must stand in the select list.', span)
}
