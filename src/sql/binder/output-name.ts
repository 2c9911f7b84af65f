/** The name of a column without AS: a column's or a field's own, else the expression as SQL text. */
import type { Expr } from '../../expr/expr.ts'
import type { Expression } from '../ast/expression.ts'
import { expressionText } from './expression-text.ts'
import type { ScopeColumn } from './scope.ts'

export function outputName(expression: Expression, bound: { readonly expr: Expr; readonly expanded?: ScopeColumn | undefined }): string {
  const { expr, expanded } = bound
  if (expression.kind === 'name' && (expr.kind === 'column' || expr.kind === 'field')) return expr.name
  if (expression.kind === 'field') return expression.name.name
  return expressionText(expression, expanded?.name)
}
