/** CASE WHEN condition …, and CASE operand WHEN value … as comparisons. */
import { caseOf } from '../../expr/case-of.ts'
import { comparison } from '../../expr/comparison.ts'
import type { Expr } from '../../expr/expr.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { rejectVolatile } from './reject-volatile.ts'

export function bindCase(expression: ExpressionOf<'case'>, context: ExpressionContext): Expr {
  const at = expression.span.start
  const operand = expression.operand && bindExpression(expression.operand, context)
  if (operand) rejectVolatile(operand, 'CASE', context)
  const branches = expression.branches.map(branch => ({
    when: operand
      ? comparison('=', { left: operand, right: bindExpression(branch.when, context), at: branch.when.span.start })
      : bindCondition(branch.when, context, 'WHEN'),
    then: bindExpression(branch.then, context),
  }))
  return caseOf(branches, expression.otherwise && bindExpression(expression.otherwise, context), at)
}
