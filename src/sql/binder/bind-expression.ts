/** A written expression -> a bound one: names are columns, operators and functions have types, needed casts stand in the tree. */
import { QueryError } from '../../common/errors.ts'
import type { Expr } from '../../expr/expr.ts'
import type { Expression } from '../ast/expression.ts'
import type { ExpressionContext } from './expression-context.ts'

/** The parser limits what is written to 1,000 levels; aliases that stand for their expressions may double that. */
const MAX_DEPTH = 2000

export function bindExpression(expression: Expression, context: ExpressionContext): Expr {
  const { budget, spans, bindExpressionKind } = context.state
  if (budget.depth >= MAX_DEPTH) throw tooDeep(expression)
  budget.depth++
  try {
    const expr = bindExpressionKind(expression, context)
    if (!spans.has(expr)) spans.set(expr, expression.span)
    return expr
  } finally {
    budget.depth--
  }
}

function tooDeep({ span }: Expression): QueryError {
  const message = 'With its aliases written out this expression nests too deep. Compute parts of it in a subquery.'
  return new QueryError('RESOURCE', message, { sqlOffset: span.start })
}
