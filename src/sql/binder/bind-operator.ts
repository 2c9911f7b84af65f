/** Operators written between or before their operands. */
import { unreachable } from '../../common/unreachable.ts'
import { arithmetic } from '../../expr/arithmetic.ts'
import { castTo } from '../../expr/cast-to.ts'
import { isFloat, isInteger, isNumeric, isText } from '../../expr/coercion.ts'
import { comparison } from '../../expr/comparison.ts'
import type { Expr } from '../../expr/expr.ts'
import { functionCall } from '../../expr/function-call.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Expression } from '../ast/expression.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import { bindNumber } from './bind-literal.ts'
import type { ExpressionContext } from './expression-context.ts'
import type { ExpressionOf } from './expression-of.ts'
import { notImplemented, planError } from './plan-error.ts'

export function bindUnary(expression: ExpressionOf<'unary'>, context: ExpressionContext): Expr {
  const { op, operand, span } = expression
  const call = (name: string) => functionCall({ name, args: [bindExpression(operand, context)], at: span.start }, context.state.functions)
  switch (op) {
    case 'not':
      return { kind: 'not', operand: bindCondition(operand, context, 'NOT') }
    case '-':
      // The least BIGINT has no positive counterpart, so the sign belongs to the literal.
      return operand.kind === 'number'
        ? bindNumber(`-${operand.text}`, span)
        : negated(bindExpression(operand, context), expression, context)
    case '+': {
      const expr = bindExpression(operand, context)
      return isNumeric(typeOf(expr)) ? expr : arithmetic('+', { left: zero, right: expr, at: span.start })
    }
    case '~':
      return call('bit_not')
    default:
      return unreachable(op)
  }
}

/** `- NULL` stays a NULL of any type: `CASE WHEN x THEN 1 ELSE - NULL END` is an INTEGER. */
function negated(operand: Expr, { span }: ExpressionOf<'unary'>, context: ExpressionContext): Expr {
  if (operand.kind === 'literal' && operand.type.kind === 'null') return operand
  return functionCall({ name: 'negate', args: [operand], at: span.start }, context.state.functions)
}

const zero: Expr = { kind: 'literal', type: { kind: 'int32' }, value: 0 }

export function bindBinaryOperator(expression: ExpressionOf<'binary-op'>, context: ExpressionContext): Expr {
  const { op, opSpan } = expression
  const rows = rowComparison(expression)
  if (rows) return bindExpression(rows, context)
  const left = bindExpression(expression.left, context)
  const right = bindExpression(expression.right, context)
  const at = opSpan.start
  const call = (name: string, args: readonly Expr[]) => functionCall({ name, args, at }, context.state.functions)
  switch (op) {
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(op, { left, right, at })
    case '/':
      return division(left, right, { at, context })
    case '+':
      return typeOf(left).kind === 'list' && typeOf(right).kind === 'list'
        ? call('list_concat', [left, right])
        : arithmetic(op, { left, right, at })
    case '-':
    case '*':
    case '%':
    case '&':
    case '|':
    case '#':
    case '<<':
    case '>>':
      return arithmetic(op, { left, right, at })
    case '//':
      return integerDivision(left, right, { at, context })
    case '^':
      return call('power', [left, right])
    case '||':
      return call('||', concatenated(left, right))
    case '@>':
      return call('list_has_all', [left, right])
    case '<@':
      return call('list_has_all', [right, left])
    case '&&':
      return call('list_has_any', [left, right])
    case '->':
    case '->>':
      throw notImplemented(`Operator ${op} is parsed but does not run yet.`, opSpan)
    default:
      return unreachable(op)
  }
}

/** (a, b) = (c, d) is a = c AND b = d, with its NULLs; <> is its opposite. Undefined: no comparison of two rows. */
function rowComparison(expression: ExpressionOf<'binary-op'>): Expression | undefined {
  const { op, opSpan, left, right, span } = expression
  if ((op !== '=' && op !== '<>') || left.kind !== 'row' || right.kind !== 'row' || left.items.length === 0) return undefined
  if (left.items.length !== right.items.length) throw planError('Rows of different lengths cannot be compared.', span)
  const operands = left.items.map(
    (item, i): Expression => ({ kind: 'binary-op', op: '=', opSpan, left: item, right: right.items[i] ?? item, span }),
  )
  const equal: Expression = { kind: 'logical', op: 'and', operands, span }
  return op === '=' ? equal : { kind: 'unary', op: 'not', operand: equal, span }
}

/** `a || b || c` is one call, so that long chains do not nest. */
function concatenated(left: Expr, right: Expr): readonly Expr[] {
  const chain = left.kind === 'call' && left.name === '||' && isText(typeOf(left))
  return chain ? [...left.args, right] : [left, right]
}

/** With integer_division off, `7 / 2` is 3.5. */
function division(left: Expr, right: Expr, place: { readonly at: number; readonly context: ExpressionContext }): Expr {
  const quotient = arithmetic('/', { left, right, at: place.at })
  if (place.context.state.integerDivision === 'truncates' || !isInteger(typeOf(quotient))) return quotient
  return arithmetic('/', { left: castTo(left, { kind: 'float64' }), right: castTo(right, { kind: 'float64' }), at: place.at })
}

/** `7.5 // 2` is 3: the quotient without its fraction. */
function integerDivision(left: Expr, right: Expr, place: { readonly at: number; readonly context: ExpressionContext }): Expr {
  const quotient = arithmetic('/', { left, right, at: place.at })
  if (!isFloat(typeOf(quotient))) return quotient
  return functionCall({ name: 'trunc', args: [castTo(quotient, { kind: 'float64' })], at: place.at }, place.context.state.functions)
}
