/** Expressions that must be known before the query runs: LIMIT, arguments of table functions, options. */
import type { Scalar } from '../../columnar/scalar.ts'
import type { JsonValue } from '../../common/json.ts'
import { castTo } from '../../expr/cast-to.ts'
import { evaluateConstant } from '../../expr/evaluate-constant.ts'
import type { Expr } from '../../expr/expr.ts'
import { isConstant } from '../../expr/is-constant.ts'
import { scalarOfLiteral } from '../../expr/literal.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Expression } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { constantContext } from './expression-context.ts'
import { planError } from './plan-error.ts'

/** `what` begins the message: 'LIMIT'. */
export function constantValue(expression: Expression, state: BindState, what: string): Scalar {
  const written = constantExpr(expression, state, what)
  // An option or a number of rows is a plain number.
  const expr = typeOf(written).kind === 'decimal' ? castTo(written, { kind: 'float64' }, expression.span.start) : written
  if (expr.kind === 'literal') return scalarOfLiteral(expr)
  return evaluateConstant(expr, state.functions)
}

/** The same as an expression, with its type. */
export function constantExpr(expression: Expression, state: BindState, what: string): Expr {
  const expr = bindExpression(expression, constantContext(state, what))
  if (isConstant(expr)) return expr
  throw planError(`${what} must be a constant.`, expression.span)
}

export function constantJson(expression: Expression, state: BindState, what: string): JsonValue {
  return jsonOfScalar(constantValue(expression, state, what))
}

/** Integers become numbers; beyond 2^53 they stay exact as text. Bytes are base64. */
function jsonOfScalar(value: Scalar): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (value instanceof Uint8Array) return btoa(Array.from(value, byte => String.fromCharCode(byte)).join(''))
  if (isList(value)) return value.map(jsonOfScalar)
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, jsonOfScalar(field)]))
}

function isList(value: Scalar): value is readonly Scalar[] {
  return Array.isArray(value)
}
