/** Calls with OVER: window functions, and aggregates over a window. */

import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { isInteger } from '../../expr/coercion.ts'
import type { Expr, FrameBound, SortKey, WindowFrame } from '../../expr/expr.ts'
import { windowCall } from '../../expr/function-call.ts'
import { rangeBound } from '../../expr/range-bound.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FrameBoundClause, FunctionCall, WindowFrameClause } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import { bindSortKey } from './bind-sort-key.ts'
import type { ExpressionContext } from './expression-context.ts'
import { planError } from './plan-error.ts'
import { windowSpecification } from './window-specification.ts'

type WindowCall = FunctionCall & Required<Pick<FunctionCall, 'over'>>
type BindAggregate = (call: FunctionCall, name: string, context: ExpressionContext) => Expr

export function bindWindow(call: WindowCall, context: ExpressionContext, bindAggregate: BindAggregate): Expr {
  const name = (call.name.parts.at(-1)?.name ?? '').toLowerCase()
  const { windows, ...outside } = context
  if (!windows) throw planError(misplaced(name, context), call.span)
  const specification = windowSpecification(call.over, windows)
  const bound = bindWindowCall(call, name, { context: outside, bindAggregate })
  const partitionBy = specification.partitionBy.map(expression => bindExpression(expression, outside))
  const orderBy = specification.orderBy.map(item => bindSortKey(item, outside))
  const frame = specification.frame ? bindFrame(specification.frame, orderBy, outside) : wholeOrUpToPeers
  return { kind: 'window', call: bound, ...(call.ignoreNulls && { ignoreNulls: true }), partitionBy, orderBy, frame }
}

/** What is meant without a frame: up to the last peer; without ORDER BY all rows of the partition are peers. */
const wholeOrUpToPeers: WindowFrame = {
  unit: 'range',
  start: { kind: 'unbounded' },
  end: { kind: 'current-row' },
  exclude: 'no-others',
}

function misplaced(name: string, context: ExpressionContext): string {
  if (context.aggregates === 'inside') return `Window function ${name} cannot stand inside an aggregate. Compute it in a subquery.`
  const instead = context.clause === 'WHERE' || context.clause === 'HAVING' ? ' Use QUALIFY to filter by it.' : ''
  return `Window function ${name} cannot stand in ${context.clause} or inside another window function.${instead}`
}

function bindWindowCall(
  call: WindowCall,
  name: string,
  { context, bindAggregate }: { readonly context: ExpressionContext; readonly bindAggregate: BindAggregate },
): Expr {
  const { functions } = context.state
  const fn = functions.window(name)
  if (!fn && functions.aggregate(name)) {
    if (call.ignoreNulls) throw planError(`${name} takes no IGNORE NULLS; write ${name}(…) FILTER (WHERE … IS NOT NULL).`, call.span)
    return bindAggregate(call, name, context)
  }
  if (!fn && functions.scalar(name))
    throw planError(`Function ${name} takes no OVER: it is neither an aggregate nor a window function.`, call.span)
  if (fn) rejectClauses(call, name, fn.ignoresNulls === true)
  const args = call.args.map(arg => bindExpression(arg, context))
  return windowCall({ name, args, at: call.span.start }, functions)
}

function rejectClauses(call: WindowCall, name: string, ignoresNulls: boolean): void {
  if (call.ignoreNulls && !ignoresNulls) throw planError(`Window function ${name} takes no IGNORE NULLS.`, call.span)
  const clause = call.star ? '*' : call.distinct ? 'DISTINCT' : call.filter ? 'FILTER' : call.orderBy.length > 0 ? 'ORDER BY' : undefined
  if (clause !== undefined) throw planError(`Window function ${name} does not take ${clause}: it is not an aggregate.`, call.span)
}

function bindFrame(clause: WindowFrameClause, orderBy: readonly SortKey[], context: ExpressionContext): WindowFrame {
  if (clause.unit === 'groups' && orderBy.length === 0) throw planError('GROUPS needs ORDER BY in the window.', clause.span)
  const bound = (written: FrameBoundClause): FrameBound => bindBound(written, { unit: clause.unit, orderBy, context })
  return { unit: clause.unit, start: bound(clause.start), end: bound(clause.end), exclude: clause.exclude }
}

interface FramePlace {
  readonly unit: WindowFrame['unit']
  readonly orderBy: readonly SortKey[]
  readonly context: ExpressionContext
}

function bindBound(clause: FrameBoundClause, { unit, orderBy, context }: FramePlace): FrameBound {
  if (!('by' in clause)) return { kind: clause.kind === 'current-row' ? 'current-row' : 'unbounded' }
  const by = bindExpression(clause.by, context)
  const bound = { kind: clause.kind, by }
  if (unit !== 'range') {
    const type = typeOf(by)
    if (isInteger(type) || type.kind === 'null') return bound
    throw planError(`${unit.toUpperCase()} takes a whole number of ${unit}, but this is of type ${sqlTypeName(type)}.`, clause.span)
  }
  const [key, ...others] = orderBy
  if (!key || others.length > 0) throw planError('RANGE with an offset needs exactly one key in ORDER BY of the window.', clause.span)
  rangeBound(key, bound, clause.span.start) // says so where key and offset do not fit
  return bound
}
