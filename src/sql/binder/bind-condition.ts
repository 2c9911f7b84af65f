/** An expression that must be true, false or NULL. */

import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castTo } from '../../expr/cast-to.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Expression } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'
import { planError } from './plan-error.ts'

/** `what` as the message names it: 'WHERE', 'AND'. */
export function bindCondition(expression: Expression, context: ExpressionContext, what: string): Expr {
  const expr = bindExpression(expression, context)
  const type = typeOf(expr)
  if (type.kind === 'boolean') return expr
  const open = type.kind === 'null' || (expr.kind === 'literal' && type.kind === 'utf8')
  if (open) return castTo(expr, { kind: 'boolean' }, expression.span.start)
  throw planError(`${what} needs a condition, but this is of type ${sqlTypeName(type)}.`, expression.span)
}
