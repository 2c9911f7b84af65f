/** Calls of scalar functions and aggregates. */
import type { DataType } from '../../columnar/data-type.ts'
import { castTo } from '../../expr/cast-to.ts'
import type { Expr } from '../../expr/expr.ts'
import { aggregateCall, functionCall } from '../../expr/function-call.ts'
import { literalOf } from '../../expr/literal.ts'
import { typeOf } from '../../expr/type-of.ts'
import { momentAs, nowFunctions } from '../../functions/time/now-functions.ts'
import type { Expression, FunctionCall } from '../ast/expression.ts'
import { arrowType } from './arrow-type.ts'
import { castChecked } from './bind-cast.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import { bindIntervalCall } from './bind-interval-call.ts'
import { bindLambdaCall } from './bind-lambda.ts'
import { bindStruct } from './bind-nested.ts'
import { bindSortKey } from './bind-sort-key.ts'
import type { BindState } from './bind-state.ts'
import { bindWindow } from './bind-window.ts'
import { callByFirstType } from './call-by-first-type.ts'
import type { ExpressionContext } from './expression-context.ts'
import { itemType } from './item-type.ts'
import { notImplemented, planError } from './plan-error.ts'
import { rewrittenCall } from './rewritten-call.ts'

export function bindCall(call: FunctionCall, context: ExpressionContext): Expr {
  const name = functionName(call)
  if (name === 'struct_pack' && call.named.length > 0 && call.args.length === 0) {
    return bindStruct({ kind: 'struct', fields: call.named, span: call.span }, context)
  }
  const rewritten = rewrittenCall(call, name)
  if (rewritten) return bindExpression(rewritten, context)
  rejectNamed(call, name)
  if (name === 'getvariable') return bindVariable(call, context)
  if (name === 'arrow_cast') return bindArrowCast(call, context)
  const { functions } = context.state
  if (call.over) return bindWindow({ ...call, over: call.over }, context, bindAggregateOver)
  if (call.ignoreNulls) throw planError(`IGNORE NULLS is for window functions: ${name} has no OVER.`, call.span)
  if (functions.aggregate(name) && !(functions.scalar(name) && !call.star)) return bindAggregate(call, name, context)
  if (name === 'grouping' || name === 'grouping_id') return bindGrouping(call, context)
  if (name === 'unnest') return bindUnnestCall(call, context)
  if (functions.scalar(name)) rejectAggregateClauses(call, name)
  else if (functions.window(name)) throw planError(`${name} is a window function. Write ${name}(…) OVER (…).`, call.span)
  const lambda = bindLambdaCall(call, name, context)
  if (lambda) return lambda
  const args = call.args.map(arg => bindExpression(arg, context))
  // The DEFAULT of a column is asked again at each INSERT.
  const present = context.clause === 'DEFAULT' ? undefined : bindPresent(name, args, context.state)
  if (present) return present
  return (
    bindIntervalCall({ name, args, span: call.span }, context.state) ??
    callByFirstType({ name, args, at: call.span.start }, functions) ??
    functionCall({ name, args, at: call.span.start }, functions)
  )
}

const presentFunctions = new Map(nowFunctions.flatMap(fn => [fn.name, ...(fn.aliases ?? [])].map(name => [name, fn] as const)))

/** now() and its like are literals, so that they are the same in every row and may bound a scan; age(x) is age(today, x). */
function bindPresent(name: string, args: readonly Expr[], state: BindState): Expr | undefined {
  if (name === 'age' && args.length === 1) {
    const today = literalOf({ kind: 'date' }, momentAs({ kind: 'date' }, state.startedAt))
    return today && functionCall({ name, args: [today, ...args] }, state.functions)
  }
  const type = presentFunctions.get(name)?.resultType(args.map(typeOf))
  return type && literalOf(type, momentAs(type, state.startedAt))
}

/** The value of SET VARIABLE; NULL where there is none, as in DuckDB. */
function bindVariable({ args, span }: FunctionCall, { state }: ExpressionContext): Expr {
  const [name, ...others] = args
  if (name?.kind !== 'string' || others.length > 0) throw planError("getvariable takes a name in quotes: getvariable('x').", span)
  return state.variables?.get(name.value.toLowerCase()) ?? { kind: 'literal', type: { kind: 'null' }, value: null }
}

/** GROUPING(a, b): a bit for each argument, the last one lowest, that is 1 where the row is not grouped by it. The aggregate operator knows. */
function bindGrouping(call: FunctionCall, context: ExpressionContext): Expr {
  if (context.aggregates !== 'allowed') throw planError(`GROUPING cannot stand in ${context.clause}.`, call.span)
  if (call.args.length === 0 || call.args.length > 31) throw planError('GROUPING takes 1 to 31 expressions of GROUP BY.', call.span)
  rejectAggregateClauses(call, 'grouping')
  const args = call.args.map(arg => bindExpression(arg, { ...context, aggregates: 'inside' }))
  return { kind: 'aggregate', name: 'grouping', args, type: { kind: 'int64' }, distinct: false }
}

/** Becomes a node of the plan, so it may stand only where rows are made: see unnest-rows.ts. */
function bindUnnestCall(call: FunctionCall, context: ExpressionContext): Expr {
  const allowed = context.clause === 'SELECT' || context.clause === 'GROUP BY' || context.clause === 'ORDER BY'
  if (!allowed || context.aggregates === 'inside' || context.lambdaParameters) {
    throw planError('unnest(…) cannot stand here. It is for the select list and for FROM.', call.span)
  }
  rejectAggregateClauses(call, 'unnest')
  const [arg, depth, ...others] = call.args
  if (!arg || others.length > 0) throw planError('unnest takes one list.', call.span)
  const list = bindExpression(arg, context)
  const levels = depth ? unnestDepth(depth, typeOf(list)) : 1
  let items: Expr = list
  for (let level = 0; level < levels; level++) {
    items = { kind: 'call', name: 'unnest', args: [items], type: itemType(items, arg.span), portable: false, at: call.span.start }
  }
  return items
}

/** What stands behind recursive := or max_depth := as a number of levels. */
function unnestDepth(written: Expression, type: DataType): number {
  let deepest = 0
  for (let inner = type; inner.kind === 'list'; inner = inner.item) deepest++
  if (written.kind === 'boolean') return written.value ? deepest : 1
  if (written.kind === 'number' && /^\d+$/.test(written.text)) return Math.min(deepest, Math.max(1, Number(written.text)))
  throw planError('unnest takes one list, and recursive := true or max_depth := a number.', written.span)
}

/** arrow_cast(x, 'Int64') is a CAST to a type that is written as Arrow writes it. */
function bindArrowCast(call: FunctionCall, context: ExpressionContext): Expr {
  const [value, name, ...others] = call.args
  if (!value || name?.kind !== 'string' || others.length > 0)
    throw planError("arrow_cast takes a value and a type in quotes: arrow_cast(x, 'Int64').", call.span)
  const to = arrowType(name.value)
  if (!to) throw planError(`'${name.value}' is no type that arrow_cast knows, as 'Int64' or 'Timestamp(Microsecond, None)' are.`, name.span)
  return castChecked({ operand: bindExpression(value, context), to, onError: 'throw' }, call.span)
}

function functionName(call: FunctionCall): string {
  // pg_catalog.upper(x): the qualifier says nothing here.
  return (call.name.parts.at(-1)?.name ?? '').toLowerCase()
}

function rejectNamed(call: FunctionCall, name: string): void {
  const [named] = call.named
  if (named) throw planError(`Function ${name} has no named arguments; "${named.name.name}" cannot be given.`, named.name.span)
}

function rejectAggregateClauses(call: FunctionCall, name: string): void {
  const clause = call.star ? '*' : call.distinct ? 'DISTINCT' : call.filter ? 'FILTER' : call.orderBy.length > 0 ? 'ORDER BY' : undefined
  if (clause !== undefined) throw planError(`Function ${name} does not take ${clause}: it is not an aggregate.`, call.span)
}

function bindAggregate(call: FunctionCall, name: string, context: ExpressionContext): Expr {
  if (context.aggregates === 'inside') throw planError(`Aggregate ${name} cannot stand inside another aggregate.`, call.span)
  if (context.aggregates === 'forbidden') throw planError(forbidden(name, context.clause), call.span)
  const { windows: _, ...outside } = context
  return bindAggregateOver(call, name, { ...outside, aggregates: 'inside' })
}

/** `inside` is where the arguments stand. */
function bindAggregateOver(written: FunctionCall, name: string, inside: ExpressionContext): Expr {
  const call = withinGroup(written, name)
  const args = call.args.map(arg => summable(name, bindExpression(arg, inside)))
  const filter = call.filter && bindCondition(call.filter, inside, 'FILTER')
  if (call.star && name !== 'count') throw planError(`Only count takes *. Give ${name} an expression.`, call.span)
  const orderBy = call.orderBy.map(item => bindSortKey(item, inside))
  const parts = { name, args, at: call.span.start, distinct: call.distinct, orderBy, ...(filter && { filter }) }
  return aggregateCall(parts, inside.state.functions)
}

/** Truths add up as 1 and 0. */
function summable(name: string, arg: Expr): Expr {
  return (name === 'sum' || name === 'avg') && typeOf(arg).kind === 'boolean' ? castTo(arg, { kind: 'int32' }) : arg
}

const orderedSets: ReadonlyMap<string, number> = new Map([
  ['percentile_cont', 1],
  ['percentile_disc', 1],
  ['quantile_cont', 1],
  ['quantile_disc', 1],
  ['mode', 0],
])

/** `percentile_cont(0.5) WITHIN GROUP (ORDER BY x)` is percentile_cont(x, 0.5). */
function withinGroup(call: FunctionCall, name: string): FunctionCall {
  const [key, ...others] = call.orderBy
  if (!key || orderedSets.get(name) !== call.args.length) return call
  if (others.length > 0) throw planError(`${name} WITHIN GROUP takes one expression in ORDER BY.`, call.span)
  if (!key.descending) return { ...call, args: [key.expression, ...call.args], orderBy: [] }
  throw notImplemented(`${name} WITHIN GROUP in descending order does not run yet. Take 1 minus the fraction.`, key.span)
}

function forbidden(name: string, clause: string): string {
  const instead = clause === 'WHERE' ? ' Use HAVING to filter groups.' : ''
  return `Aggregate ${name} cannot stand in ${clause}.${instead}`
}
