/** Each kind of written expression and the function that binds it. */

import { unreachable } from '../../common/unreachable.ts'
import type { Expr } from '../../expr/expr.ts'
import type { Expression } from '../ast/expression.ts'
import { bindCall } from './bind-call.ts'
import { bindCase } from './bind-case.ts'
import { bindCast, bindTypedLiteral } from './bind-cast.ts'
import { bindExtract } from './bind-extract.ts'
import { bindBinaryLiteral, bindNumber, bindText } from './bind-literal.ts'
import { bindIsTest, bindLogical } from './bind-logical.ts'
import { bindExpandedColumn, bindName } from './bind-name.ts'
import { bindField, bindList, bindRow, bindSlice, bindStruct, bindSubscript } from './bind-nested.ts'
import { bindBinaryOperator, bindUnary } from './bind-operator.ts'
import { bindParameter } from './bind-parameter.ts'
import { bindBetween, bindInList, bindIsDistinct, bindLike } from './bind-predicate.ts'
import { bindExists, bindInQuery, bindQuantified, bindScalarSubquery } from './bind-subquery.ts'
import type { ExpressionContext } from './expression-context.ts'
import { planError } from './plan-error.ts'

export function bindExpressionKind(expression: Expression, context: ExpressionContext): Expr {
  switch (expression.kind) {
    case 'null':
      return { kind: 'literal', type: { kind: 'null' }, value: null }
    case 'default':
      throw planError('DEFAULT stands alone, as a value of INSERT or UPDATE.', expression.span)
    case 'boolean':
      return { kind: 'literal', type: { kind: 'boolean' }, value: expression.value }
    case 'number':
      return bindNumber(expression.text, expression.span)
    case 'string':
      return bindText(expression.value)
    case 'binary':
      return bindBinaryLiteral(expression.hex)
    case 'typed-literal':
      return bindTypedLiteral(expression)
    case 'parameter':
      return bindParameter(expression, context)
    case 'name':
      return bindName(expression, context)
    case 'columns':
      return bindExpandedColumn(expression, context)
    case 'star':
      throw planError(`* cannot stand here. It is for the select list and for count(*).`, expression.span)
    case 'unary':
      return bindUnary(expression, context)
    case 'binary-op':
      return bindBinaryOperator(expression, context)
    case 'logical':
      return bindLogical(expression, context)
    case 'is':
      return bindIsTest(expression, context)
    case 'is-distinct':
      return bindIsDistinct(expression, context)
    case 'between':
      return bindBetween(expression, context)
    case 'in-list':
      return bindInList(expression, context)
    case 'like':
      return bindLike(expression, context)
    case 'cast':
      return bindCast(expression, context)
    case 'case':
      return bindCase(expression, context)
    case 'call':
      return bindCall(expression.call, context)
    case 'list':
      return bindList(expression, context)
    case 'struct':
      return bindStruct(expression, context)
    case 'row':
      return bindRow(expression, context)
    case 'subscript':
      return bindSubscript(expression, context)
    case 'slice':
      return bindSlice(expression, context)
    case 'field':
      return bindField(expression, context)
    case 'subquery':
      return bindScalarSubquery(expression, context)
    case 'exists':
      return bindExists(expression, context)
    case 'in-query':
      return bindInQuery(expression, context)
    case 'quantified':
      return bindQuantified(expression, context)
    case 'extract':
      return bindExtract(expression, context)
    case 'lambda':
      throw planError('A lambda cannot stand here. It is for list_transform, list_filter and list_reduce.', expression.span)
    default:
      return unreachable(expression)
  }
}
