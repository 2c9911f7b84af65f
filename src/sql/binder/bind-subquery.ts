/** Subqueries in expressions: scalar, EXISTS, IN, ANY and ALL. */
import { caseOf } from '../../expr/case-of.ts'
import { comparison } from '../../expr/comparison.ts'
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { aggregateCall } from '../../expr/function-call.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { aggregateNode } from '../../logical/nodes/aggregate-node.ts'
import { distinctNode } from '../../logical/nodes/distinct-node.ts'
import { limitNode } from '../../logical/nodes/limit-node.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { unnestNode } from '../../logical/nodes/unnest-node.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import { type ColumnExpr, outputColumns } from '../../logical/output-columns.ts'
import { renumberPlan } from '../../logical/renumber-plan.ts'
import type { Expression } from '../ast/expression.ts'
import type { Query } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import { asOuterColumns } from './as-outer-columns.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState, OuterColumnExpr, PreparedQuery } from './bind-state.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { planError } from './plan-error.ts'
import { subqueryColumns } from './subquery-expr.ts'

export function bindScalarSubquery({ query, span }: ExpressionOf<'subquery'>, context: ExpressionContext): Expr {
  const prepared = preparedQuery(query, span, context)
  const column = onlyColumn(prepared.plan, span)
  const plan = givesOneRow(prepared.plan) ? prepared.plan : aggregated(prepared.plan, [call('single_value', [column], context)], context)
  return firstOf(subqueryColumns({ ...prepared, plan, gives: 'row' }, context))
}

export function bindExists({ query, span }: ExpressionOf<'exists'>, context: ExpressionContext): Expr {
  const prepared = preparedQuery(query, span, context)
  // One row is enough to know; where each row of the query asks anew, groups are counted.
  const rows = prepared.used.length > 0 ? prepared.plan : limitNode({ skip: 0, fetch: 1 }, prepared.plan)
  const plan = aggregated(rows, [call('count', [], context)], context)
  const count = firstOf(subqueryColumns({ ...prepared, plan, gives: 'row' }, context))
  return comparison('>', { left: count, right: { kind: 'literal', type: { kind: 'int64' }, value: '0' } })
}

export function bindInQuery(expression: ExpressionOf<'in-query'>, context: ExpressionContext): Expr {
  const { span } = expression
  const operand = bindExpression(expression.operand, context)
  const rows = asRows(preparedQuery(expression.query, span, context), { operand, state: context.state })
  const found = matches(operand, { ...rows, span }, context)
  return expression.negated ? { kind: 'not', operand: found } : found
}

export function bindQuantified(expression: ExpressionOf<'quantified'>, context: ExpressionContext): Expr {
  const { op, quantifier, span } = expression
  const operator = comparisonOperator(op, span)
  const left = bindExpression(expression.left, context)
  const rows =
    'query' in expression.right
      ? asRows(preparedQuery(expression.right.query, span, context), { operand: left, state: context.state })
      : listRows(expression.right.list, context)
  if (quantifier === 'any') return anyOf(operator, left, { rows: { ...rows, span }, context })
  return { kind: 'not', operand: anyOf(opposite[operator], left, { rows: { ...rows, span }, context }) }
}

const opposite: { readonly [op in ComparisonOperator]: ComparisonOperator } = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

function comparisonOperator(op: string, span: Span): ComparisonOperator {
  if (Object.hasOwn(opposite, op)) return op as ComparisonOperator // hasOwn() says so
  throw planError(`ANY and ALL stand after a comparison, not after ${op}.`, span)
}

interface Rows extends PreparedQuery {
  readonly span: Span
}

/** `(a, b) IN (SELECT x, y …)`: the columns of the subquery as one, with the field names of the row that they are compared with. */
function asRows(query: PreparedQuery, of: { readonly operand: Expr; readonly state: BindState }): PreparedQuery {
  const type = typeOf(of.operand)
  const columns = outputColumns(query.plan)
  if (type.kind !== 'struct' || columns.length < 2 || type.fields.length !== columns.length) return query
  const fields = columns.map((column, i) => ({ name: type.fields[i]?.name ?? '', type: column.type, nullable: true }))
  const row: Expr = { kind: 'call', name: 'struct_pack', args: columns, type: { kind: 'struct', fields }, portable: true, safe: true }
  return { ...query, plan: projectionNode([{ expr: row, name: 'row' }], query.plan, of.state.ids) }
}

/** The items of a list as rows, so that all rules of subqueries hold for them. */
function listRows(list: Expression, context: ExpressionContext): PreparedQuery {
  const { state } = context
  const bound = bindExpression(list, context)
  if (typeOf(bound).kind !== 'list') throw planError('ANY and ALL take a subquery or a list.', list.span)
  const used = new Map<number, OuterColumnExpr>()
  const outer = asOuterColumns(bound, used)
  const plan = unnestNode({ lists: [outer], ordinality: 'without' }, valuesNode({ fields: [], rows: [[]] }, state.ids), state.ids)
  return { plan, used: [...used.values()] }
}

/**
 * `x = ANY (rows)`, which is `x IN (rows)`: true where x is among them, unknown where x is NULL or one of them is, false of no rows. What is
 * counted tells these apart; the match itself is a join with the distinct values.
 */
function matches(operand: Expr, rows: Rows, context: ExpressionContext): Expr {
  const { count, known } = counts(rows, context)
  const again: PreparedQuery = { used: rows.used, plan: renumberPlan(rows.plan, context.state.ids) }
  const value = onlyColumn(again.plan, rows.span)
  comparison('=', { left: operand, right: value, at: rows.span.start }) // says so where the types do not fit
  const found: Expr = { kind: 'literal', type: { kind: 'boolean' }, value: true }
  const marked = projectionNode(
    [
      { expr: value, name: value.name },
      { expr: found, name: 'found' },
    ],
    again.plan,
    context.state.ids,
  )
  const [, match] = subqueryColumns({ used: again.used, plan: distinctNode(marked), gives: 'match', operand }, context)
  return caseOf(
    [
      { when: isZero(count), then: boolean(false) },
      { when: { kind: 'is-null', operand }, then: boolean(null) },
      { when: { kind: 'not', operand: { kind: 'is-null', operand: match ?? found } }, then: boolean(true) },
      { when: comparison('<', { left: known, right: count }), then: boolean(null) },
    ],
    boolean(false),
  )
}

/** An order needs the least or the greatest of the rows only; `<> ANY` is true if either differs. */
function anyOf(op: ComparisonOperator, left: Expr, { rows, context }: { readonly rows: Rows; readonly context: ExpressionContext }): Expr {
  if (op === '=') return matches(left, rows, context)
  const value = onlyColumn(rows.plan, rows.span)
  const plan = aggregated(
    rows.plan,
    [call('count', [], context), call('count', [value], context), call('min', [value], context), call('max', [value], context)],
    context,
  )
  const [count, known, least, greatest] = subqueryColumns({ ...rows, plan, gives: 'row' }, context)
  if (!count || !known || !least || !greatest) return boolean(null)
  const compare = (right: Expr) => comparison(op, { left, right, at: rows.span.start })
  const any: Expr =
    op === '<>' ? { kind: 'or', operands: [compare(least), compare(greatest)] } : compare(op === '<' || op === '<=' ? greatest : least)
  return caseOf(
    [
      { when: isZero(count), then: boolean(false) },
      { when: any, then: boolean(true) },
      { when: comparison('<', { left: known, right: count }), then: boolean(null) },
    ],
    any,
  )
}

function counts(rows: Rows, context: ExpressionContext): { readonly count: Expr; readonly known: Expr } {
  const value = onlyColumn(rows.plan, rows.span)
  const plan = aggregated(rows.plan, [call('count', [], context), call('count', [value], context)], context)
  const [count, known] = subqueryColumns({ ...rows, plan, gives: 'row' }, context)
  return { count: count ?? boolean(null), known: known ?? boolean(null) }
}

function preparedQuery(query: Query, span: Span, { state, clause }: ExpressionContext): PreparedQuery {
  const prepared = state.boundQueries.get(query)
  if (prepared) return prepared
  throw planError(`A subquery cannot stand in ${clause}.`, span)
}

/** The column of a subquery that is used as a value or a set of values. */
export function onlyColumn(plan: LogicalPlan, span: Span): ColumnExpr {
  const [column, ...others] = outputColumns(plan)
  if (column && others.length === 0) return column
  throw planError(`A subquery that is used as a value must have one column; this one has ${others.length + (column ? 1 : 0)}.`, span)
}

/** An aggregate without keys, perhaps under a projection. */
function givesOneRow(plan: LogicalPlan): boolean {
  if (plan.kind === 'projection') return givesOneRow(plan.input)
  return plan.kind === 'aggregate' && plan.groupingSets.length === 1 && plan.groupingSets[0]?.length === 0
}

function aggregated(plan: LogicalPlan, aggregates: readonly Expr[], { state }: ExpressionContext): LogicalPlan {
  return aggregateNode({ keys: [], aggregates }, plan, state.ids)
}

function call(name: string, args: readonly Expr[], { state }: ExpressionContext): Expr {
  return aggregateCall({ name, args }, state.functions)
}

function firstOf(columns: readonly Expr[]): Expr {
  return columns[0] ?? boolean(null)
}

function isZero(count: Expr): Expr {
  return comparison('=', { left: count, right: { kind: 'literal', type: { kind: 'int64' }, value: '0' } })
}

function boolean(value: boolean | null): Expr {
  return { kind: 'literal', type: { kind: 'boolean' }, value }
}
