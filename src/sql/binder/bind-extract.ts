/** EXTRACT(part FROM x): the function of that part. */
import type { Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { findTimePart, timeParts } from '../../functions/time/time-parts.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { didYouMean, planError } from './plan-error.ts'

export function bindExtract({ part, operand, span }: ExpressionOf<'extract'>, context: ExpressionContext): Expr {
  const found = findTimePart(part)
  if (!found) {
    const names = timeParts.map(each => each.name)
    throw planError(`"${part}" is no part of a time.${didYouMean(part, names)}`, span)
  }
  return functionCall({ name: found.name, args: [bindExpression(operand, context)], at: span.start }, context.state.functions)
}
