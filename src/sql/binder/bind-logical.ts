/** AND, OR, and the tests IS NULL, IS TRUE, IS FALSE, IS UNKNOWN. */
import type { Expr } from '../../expr/expr.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'

export function bindLogical({ op, operands }: ExpressionOf<'logical'>, context: ExpressionContext): Expr {
  const bound = operands.map(operand => bindCondition(operand, context, op.toUpperCase()))
  // BETWEEN and parentheses make operands that are chains themselves.
  return { kind: op, operands: bound.flatMap(operand => (operand.kind === op ? operand.operands : [operand])) }
}

export function bindIsTest(expression: ExpressionOf<'is'>, context: ExpressionContext): Expr {
  const test = bindTest(expression, context)
  return expression.negated ? { kind: 'not', operand: test } : test
}

function bindTest({ test, operand }: ExpressionOf<'is'>, context: ExpressionContext): Expr {
  if (test === 'null') return { kind: 'is-null', operand: bindExpression(operand, context) }
  const condition = bindCondition(operand, context, `IS ${test.toUpperCase()}`)
  const isNull: Expr = { kind: 'is-null', operand: condition }
  if (test === 'unknown') return isNull
  // Never NULL: where the condition is unknown the first operand decides.
  const decided: Expr = { kind: 'not', operand: isNull }
  return { kind: 'and', operands: [decided, test === 'true' ? condition : { kind: 'not', operand: condition }] }
}
