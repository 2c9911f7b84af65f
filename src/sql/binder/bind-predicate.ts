/** BETWEEN, IN, LIKE and its kin, IS DISTINCT FROM. */

import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { isText } from '../../expr/coercion.ts'
import { comparison, inList } from '../../expr/comparison.ts'
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { typeOf } from '../../expr/type-of.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { globToRegex, similarToRegex } from './pattern-to-regex.ts'
import { notImplemented, planError } from './plan-error.ts'
import { rejectVolatile } from './reject-volatile.ts'

/** Two comparisons. The operand stands in both, so it must give the same value twice. */
export function bindBetween(expression: ExpressionOf<'between'>, context: ExpressionContext): Expr {
  const operand = bindExpression(expression.operand, context)
  rejectVolatile(operand, 'BETWEEN', context)
  const low = bindExpression(expression.low, context)
  const high = bindExpression(expression.high, context)
  const at = expression.span.start
  const compare = (op: ComparisonOperator, right: Expr) => comparison(op, { left: operand, right, at })
  const within = (from: Expr, to: Expr): Expr => ({ kind: 'and', operands: [compare('>=', from), compare('<=', to)] })
  const between: Expr = expression.symmetric ? { kind: 'or', operands: [within(low, high), within(high, low)] } : within(low, high)
  return expression.negated ? { kind: 'not', operand: between } : between
}

export function bindInList(expression: ExpressionOf<'in-list'>, context: ExpressionContext): Expr {
  const operand = bindExpression(expression.operand, context)
  const list = expression.list.map(item => bindExpression(item, context))
  const within = inList(operand, list, expression.span.start)
  return expression.negated ? { kind: 'not', operand: within } : within
}

export function bindIsDistinct(expression: ExpressionOf<'is-distinct'>, context: ExpressionContext): Expr {
  const left = bindExpression(expression.left, context)
  const right = bindExpression(expression.right, context)
  // The comparison finds the common type, or says why there is none.
  const compared = comparison('=', { left, right, at: expression.span.start })
  const args = compared.kind === 'compare' ? [compared.left, compared.right] : [left, right]
  const name = expression.negated ? 'is_not_distinct_from' : 'is_distinct_from'
  return functionCall({ name, args, at: expression.span.start }, context.state.functions)
}

export function bindLike(expression: ExpressionOf<'like'>, context: ExpressionContext): Expr {
  const operand = bindPatternOperand(expression.operand, context)
  const pattern = bindPatternOperand(expression.pattern, context)
  const match = bindMatch(expression, { operand, pattern }, context)
  return expression.negated ? { kind: 'not', operand: match } : match
}

interface Match {
  readonly operand: Expr
  readonly pattern: Expr
}

function bindMatch(expression: ExpressionOf<'like'>, { operand, pattern }: Match, context: ExpressionContext): Expr {
  const regex = (args: readonly Expr[]) =>
    functionCall({ name: 'regexp_matches', args: [operand, ...args], at: expression.span.start }, context.state.functions)
  switch (expression.operator) {
    case 'like':
    case 'ilike': {
      const character = bindEscape(expression, context)
      return {
        kind: 'like',
        operand,
        pattern,
        caseSensitive: expression.operator === 'like',
        ...(character !== undefined && { escape: character }),
      }
    }
    case 'regex':
      return regex([pattern])
    case 'regex-insensitive':
      return regex([pattern, textLiteral('i')])
    case 'similar':
      return regex([textLiteral(similarToRegex(constantPattern(expression, pattern), bindEscape(expression, context) ?? '\\'))])
    case 'glob':
      return regex([textLiteral(globToRegex(constantPattern(expression, pattern)))])
  }
}

function textLiteral(value: string): Expr {
  return { kind: 'literal', type: { kind: 'utf8' }, value }
}

function bindPatternOperand(written: ExpressionOf<'like'>['operand'], context: ExpressionContext): Expr {
  const expr = bindExpression(written, context)
  const type = typeOf(expr)
  if (isText(type)) return expr
  if (expr.kind === 'literal' && expr.value === null) return { ...expr, type: { kind: 'utf8' } }
  throw planError(`Patterns match text, but this is of type ${sqlTypeName(type)}. Cast it to VARCHAR.`, written.span)
}

function bindEscape({ escape: written }: ExpressionOf<'like'>, context: ExpressionContext): string | undefined {
  if (!written) return undefined
  const expr = bindExpression(written, context)
  const text = expr.kind === 'literal' && typeof expr.value === 'string' ? expr.value : undefined
  if (text === undefined || [...text].length > 1) throw planError('ESCAPE takes one character, or an empty string for none.', written.span)
  return text
}

function constantPattern({ operator, pattern: written }: ExpressionOf<'like'>, pattern: Expr): string {
  if (pattern.kind === 'literal' && typeof pattern.value === 'string') return pattern.value
  const word = operator === 'similar' ? 'SIMILAR TO' : 'GLOB'
  throw notImplemented(`${word} takes a constant pattern so far.`, written.span)
}
