/** ORDER BY: a position, a name of the select list, or any expression over FROM. */
import type { Expr, SortKey } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { sortNode } from '../../logical/nodes/sort-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Expression, OrderItem } from '../ast/expression.ts'
import type { Query, QueryBody, Select, SelectItem } from '../ast/query.ts'
import { bindExpression } from './bind-expression.ts'
import type { Output } from './bind-outputs.ts'
import { sortKey } from './bind-sort-key.ts'
import type { BindState } from './bind-state.ts'
import type { ExpressionContext } from './expression-context.ts'
import { findByName } from './find-by-name.ts'
import { findExpression } from './find-expression.ts'
import { planError } from './plan-error.ts'
import { positionOf } from './position.ts'
import { scopeOf } from './scope.ts'
import { selectEntries } from './select-items.ts'

export type OrderClause = Pick<Query, 'orderBy' | 'orderByAll'>

/** Keys over the expressions of the select list, before those become columns. */
export function bindOrderBy(
  { orderBy, orderByAll }: OrderClause,
  outputs: readonly Output[],
  context: ExpressionContext,
): readonly SortKey[] {
  if (orderBy === 'all') return outputs.map(output => sortKey(output.expr, orderByAll ?? { descending: false }, context.state))
  return orderBy.flatMap(item =>
    orderExpressions(item.expression, { outputs, context, clause: 'ORDER BY' }).map(expr => sortKey(expr, item, context.state)),
  )
}

/** `*` and COLUMNS(…) are keys as many as they have columns. */
function orderExpressions(expression: Expression, among: Among): readonly Expr[] {
  if (expression.kind !== 'star' && !findExpression(expression, node => node.kind === 'columns')) {
    return [bindOutputOrExpression(expression, among)]
  }
  const { context } = among
  return selectEntries([{ expression, span: expression.span }], context.scope).map(entry => {
    if (entry.kind === 'column') return entry.column.expr
    return bindExpression(entry.expression, { ...context, ...(entry.expanded && { expanded: entry.expanded }) })
  })
}

interface Among {
  readonly outputs: readonly Output[]
  readonly context: ExpressionContext
  readonly clause: string
}

export function bindOutputOrExpression(expression: Expression, among: Among): Expr {
  const { outputs, context, clause } = among
  const position = positionOf(expression, clause, outputs.length)
  // In range: positionOf() checked it.
  if (position !== undefined) return outputs[position]!.expr
  return outputOfName(expression, outputs) ?? bindExpression(expression, context)
}

/** A bare name means the column of the result first, then a column of FROM, as in PostgreSQL. */
function outputOfName(expression: Expression, outputs: readonly Output[]): Expr | undefined {
  const name = expression.kind === 'name' && expression.name.parts.length === 1 ? expression.name.parts[0] : undefined
  if (!name) return undefined
  const [found, ...others] = findByName(name, outputs, output => output.name)
  if (!found) return undefined
  const differ = others.some(other => JSON.stringify(other.expr) !== JSON.stringify(found.expr))
  if (differ) throw planError(`"${name.name}" is ambiguous: several columns of the result have that name.`, name.span)
  return found.expr
}

/** Orders the rows of a query that is not a SELECT by its columns. */
export function orderOutputs(
  plan: LogicalPlan,
  { orderBy, orderByAll, body }: OrderClause & Pick<Query, 'body'>,
  state: BindState,
): LogicalPlan {
  const outputs = outputColumns(plan)
  if (orderBy === 'all') {
    return sortNode(
      outputs.map(expr => sortKey(expr, orderByAll ?? { descending: false }, state)),
      plan,
    )
  }
  if (orderBy.length === 0) return plan
  const context: ExpressionContext = { state, scope: scopeOf(plan, undefined), clause: 'ORDER BY', aggregates: 'forbidden', aliases: [] }
  const keys = (item: OrderItem): readonly SortKey[] => {
    const place = positionOf(item.expression, 'ORDER BY', outputs.length) ?? placeOfName(item.expression, body, outputs)
    const column = outputs[place ?? -1]
    const exprs = column ? [column] : orderExpressions(item.expression, { outputs: [], context, clause: 'ORDER BY' })
    return exprs.map(expr => sortKey(expr, item, state))
  }
  return sortNode(orderBy.flatMap(keys), plan)
}

/** The inputs of a set operation name its columns too, where the first of them does not: `SELECT a … UNION SELECT b … ORDER BY b`. */
function placeOfName(expression: Expression, body: QueryBody, outputs: readonly { readonly name: string }[]): number | undefined {
  const name = expression.kind === 'name' && expression.name.parts.length === 1 ? expression.name.parts[0] : undefined
  if (!name || findByName(name, outputs, output => output.name).length > 0) return undefined
  const places = inputsOf(body).map(select => select.items.findIndex(item => nameOfItem(item) === name.name.toLowerCase()))
  return places.find(place => place >= 0)
}

function inputsOf(body: QueryBody): readonly Select[] {
  if (body.kind === 'select') return body.items.some(item => item.expression.kind === 'star') ? [] : [body]
  if (body.kind === 'set-operation') return body.byName ? [] : body.inputs.flatMap(inputsOf)
  return body.kind === 'nested' ? inputsOf(body.query.body) : []
}

function nameOfItem({ alias, expression }: SelectItem): string | undefined {
  if (alias) return alias.name.toLowerCase()
  return expression.kind === 'name' ? expression.name.parts.at(-1)?.name.toLowerCase() : undefined
}
