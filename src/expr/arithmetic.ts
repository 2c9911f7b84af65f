/** An arithmetic operation on two bound expressions, with its types checked. */
import type { DataType } from '../columnar/data-type.ts'
import { QueryError } from '../common/errors.ts'
import { castTo } from './cast-to.ts'
import { arithmeticType, isBitOperator, isNumeric, isText } from './coercion.ts'
import type { ArithmeticOperator, Expr } from './expr.ts'
import { formatExpr } from './format-expr.ts'
import { narrowLiteral } from './narrow-literal.ts'
import { sqlTypeName } from './sql-type-name.ts'
import { typeOf } from './type-of.ts'

export function arithmetic(op: ArithmeticOperator, operands: { readonly left: Expr; readonly right: Expr; readonly at?: number }): Expr {
  const { at } = operands
  const left = fitOperand(op, operands.left, operands.right, at)
  const right = fitOperand(op, operands.right, operands.left, at)
  const leftType = typeOf(left)
  const rightType = typeOf(right)
  if (!arithmeticType(op, leftType, rightType)) {
    const message = `Operator ${op} does not take ${sqlTypeName(leftType)} and ${sqlTypeName(rightType)} in ${formatExpr(left)} ${op} ${formatExpr(right)}.`
    throw new QueryError('PLAN', `${message} Cast the operands to numbers.`, at === undefined ? {} : { sqlOffset: at })
  }
  return { kind: 'arithmetic', op, left, right, ...(at === undefined ? {} : { at }) }
}

/** NULL takes the other side's type, a quoted literal too; the literal of `flags & 4` takes the type of `flags`. */
function fitOperand(op: ArithmeticOperator, operand: Expr, other: Expr, at: number | undefined): Expr {
  if (operand.kind !== 'literal') return operand
  const otherType: DataType = typeOf(other)
  if (!isNumeric(otherType)) return operand
  if (operand.value === null || isText(operand.type)) return castTo(operand, otherType, at)
  return isBitOperator(op) ? (narrowLiteral(operand, otherType) ?? operand) : operand
}
