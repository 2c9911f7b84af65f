/** CAST, TRY_CAST, `x::T` and typed literals such as DATE '2020-01-01'. */

import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castTo } from '../../expr/cast-to.ts'
import { canCast } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Expression } from '../ast/expression.ts'
import type { Span } from '../ast/span.ts'
import { bindExpression } from './bind-expression.ts'
import { bindText } from './bind-literal.ts'
import { bindType } from './bind-type.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { planError } from './plan-error.ts'

/** Stays a cast as it was written: a value that does not fit is an error that names it, when the row is read. */
export function bindCast(expression: ExpressionOf<'cast'>, context: ExpressionContext): Expr {
  const to = bindType(expression.type)
  const operand =
    to.kind === 'decimal'
      ? (digitsOf(expression.operand) ?? bindExpression(expression.operand, context))
      : bindExpression(expression.operand, context)
  return castChecked({ operand, to, onError: expression.onError }, expression.span)
}

export function castChecked(cast: Pick<Expr & { readonly kind: 'cast' }, 'operand' | 'to' | 'onError'>, span: Span): Expr {
  const { to } = cast
  const from = typeOf(cast.operand)
  if (canCast(from, to)) return { kind: 'cast', ...cast, at: span.start }
  const hint = CAST_HINTS[`${from.kind} ${to.kind}`] ?? ''
  throw planError(`There is no cast from ${sqlTypeName(from)} to ${sqlTypeName(to)}.${hint}`, span)
}

const CAST_HINTS: { readonly [pair: string]: string } = {
  'date int32': ' Subtract a date for a number of days, or take epoch(…).',
  'date int64': ' Subtract a date for a number of days, or take epoch(…).',
  'timestamp int64': ' Take epoch(…), epoch_ms(…) or epoch_us(…).',
  'timestamp float64': ' Take epoch(…).',
  'int32 date': " Add days to a date: DATE '1970-01-01' + n.",
  'int64 date': " Add days to a date: DATE '1970-01-01' + n.",
  'int64 timestamp': ' Take to_timestamp(seconds) or epoch_ms(milliseconds).',
  'int32 timestamp': ' Take to_timestamp(seconds) or epoch_ms(milliseconds).',
  'interval float64': ' Take epoch(…).',
  'int32 interval': ' Take to_days(n), to_seconds(n) …',
  'int64 interval': ' Take to_days(n), to_seconds(n) …',
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
