/** CAST, TRY_CAST, `x::T` and typed literals such as DATE '2020-01-01'. */
import { castTo } from '../../expr/cast-to.ts'
import type { Expr } from '../../expr/expr.ts'
import type { Expression } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import { bindText } from './bind-literal.ts'
import { bindType } from './bind-type.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'

/** Stays a cast as it was written: a value that does not fit is an error that names it, when the row is read. */
export function bindCast(expression: ExpressionOf<'cast'>, context: ExpressionContext): Expr {
  const to = bindType(expression.type)
  const operand =
    to.kind === 'decimal'
      ? (digitsOf(expression.operand) ?? bindExpression(expression.operand, context))
      : bindExpression(expression.operand, context)
  return { kind: 'cast', operand, to, onError: expression.onError, at: expression.span.start }
}

/** The digits as written: a DOUBLE between them and the decimal would keep 15 to 17 of them. */
function digitsOf(expression: Expression): Expr | undefined {
  if (expression.kind === 'unary' && expression.op === '-' && expression.operand.kind === 'number')
    return bindText(`-${expression.operand.text}`)
  const isFraction = expression.kind === 'number' && /^[\d.]+$/.test(expression.text) && expression.text.includes('.')
  return isFraction ? bindText(expression.text) : undefined
}

export function bindTypedLiteral(expression: ExpressionOf<'typed-literal'>): Expr {
  return castTo(bindText(expression.value), bindType(expression.type), expression.span.start)
}
