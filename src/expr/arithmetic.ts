/** An arithmetic operation on two bound expressions, with its types checked. */
import type { DataType } from '../columnar/data-type.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import { parseText } from '../kernels/parse-text.ts'
import { castTo } from './cast-to.ts'
import { arithmeticType, isBitOperator, isNumeric, isTemporal, isText } from './coercion.ts'
import type { ArithmeticOperator, Expr } from './expr.ts'
import { formatExpr } from './format-expr.ts'
import { type Literal, literalOf } from './literal.ts'
import { decimalLiteral, narrowLiteral } from './narrow-literal.ts'
import { typeOf } from './type-of.ts'

export function arithmetic(op: ArithmeticOperator, operands: { readonly left: Expr; readonly right: Expr; readonly at?: number }): Expr {
  const { at } = operands
  const left = fitOperand(op, operands.left, operands.right, at)
  const right = fitOperand(op, operands.right, operands.left, at)
  const leftType = typeOf(left)
  const rightType = typeOf(right)
  if (!arithmeticType(op, leftType, rightType)) {
    const advice = isBitOperator(op) ? 'It takes integers.' : adviceFor(leftType, rightType)
    const message = `Operator ${op} does not take ${sqlTypeName(leftType)} and ${sqlTypeName(rightType)} in ${formatExpr(left)} ${op} ${formatExpr(right)}.`
    throw new QueryError('PLAN', `${message} ${advice}`, at === undefined ? {} : { sqlOffset: at })
  }
  return { kind: 'arithmetic', op, left, right, ...(at === undefined ? {} : { at }) }
}

function adviceFor(left: DataType, right: DataType): string {
  if (left.kind === 'decimal' && right.kind === 'decimal')
    return 'More than 38 digits would stand behind the point; cast one to fewer, or to DOUBLE.'
  return isTemporal(left) || isTemporal(right) ? 'Cast the operands to fitting types.' : 'Cast the operands to numbers.'
}

/** `day - '2024-01-31'`, `day + '1 month'`: a time of the other side's type where it is one, else an interval. */
function timeLiteral(op: ArithmeticOperator, literal: Literal, other: DataType): Expr {
  const text = String(literal.value)
  for (const type of op === '-' ? [other, INTERVAL] : [INTERVAL]) {
    const value = parseText(text, type)
    if (value !== undefined) return literalOf(type, value) ?? literal
  }
  return literal
}

const INTERVAL: DataType = { kind: 'interval' }

/** NULL takes the other side's type, a quoted literal too; the literal of `flags & 4` takes the type of `flags`. */
function fitOperand(op: ArithmeticOperator, operand: Expr, other: Expr, at: number | undefined): Expr {
  if (operand.kind !== 'literal') return operand
  const otherType: DataType = typeOf(other)
  if (isTemporal(otherType) && operand.value !== null && isText(operand.type)) return timeLiteral(op, operand, otherType)
  if (!isNumeric(otherType)) return operand
  if (operand.value === null || isText(operand.type)) return castTo(operand, otherType, at)
  if (otherType.kind === 'decimal' && !isBitOperator(op)) return decimalLiteral(operand) ?? operand
  return isBitOperator(op) ? (narrowLiteral(operand, otherType) ?? operand) : operand
}
