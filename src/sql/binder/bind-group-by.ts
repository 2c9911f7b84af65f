/** GROUP BY: expressions, positions, aliases, or ALL. Undefined: the query is not grouped by anything written. */
import type { Expr } from '../../expr/expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { Expression } from '../ast/expression.ts'
import type { GroupingElement, Select } from '../ast/query.ts'
import { bindExpression } from './bind-expression.ts'
import type { Output } from './bind-outputs.ts'
import { containsAggregate } from './contains-aggregate.ts'
import type { ExpressionContext } from './expression-context.ts'
import { notImplemented, planError } from './plan-error.ts'
import { positionOf } from './position.ts'

export function bindGroupBy(
  groupBy: Select['groupBy'],
  outputs: readonly Output[],
  context: ExpressionContext,
): readonly Expr[] | undefined {
  if (groupBy === 'all') return distinctExprs(outputs.map(output => output.expr).filter(expr => !containsAggregate(expr)))
  if (groupBy.length === 0) return undefined
  return distinctExprs(groupBy.flatMap(elementExpressions).map(expression => bindKey(expression, outputs, context)))
}

function elementExpressions(element: GroupingElement): readonly Expression[] {
  switch (element.kind) {
    case 'expression':
      return [element.expression]
    case 'set':
      return element.expressions
    default:
      throw notImplemented(`${element.kind.toUpperCase().replace('-', ' ')} is parsed but does not run yet.`, element.span)
  }
}

function bindKey(expression: Expression, outputs: readonly Output[], context: ExpressionContext): Expr {
  const output = outputs[positionOf(expression, 'GROUP BY', outputs.length) ?? -1]
  if (!output) return bindExpression(expression, context)
  if (containsAggregate(output.expr)) {
    throw planError(`Position ${outputs.indexOf(output) + 1} of GROUP BY is an aggregate, which cannot be grouped by.`, expression.span)
  }
  return output.expr
}

function distinctExprs(exprs: readonly Expr[]): readonly Expr[] {
  const distinct: Expr[] = []
  for (const expr of exprs) if (!distinct.some(known => sameExpr(known, expr))) distinct.push(expr)
  return distinct
}
