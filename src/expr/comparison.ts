/** A comparison of two bound expressions, with the casts that make their types fit. */
import type { DataType } from '../columnar/data-type.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import { castTo } from './cast-to.ts'
import { commonType, isNumeric, isText } from './coercion.ts'
import type { ComparisonOperator, Expr } from './expr.ts'
import { formatExpr } from './format-expr.ts'
import { decimalLiteral, narrowLiteral } from './narrow-literal.ts'
import { typeOf } from './type-of.ts'

export function comparison(op: ComparisonOperator, operands: { readonly left: Expr; readonly right: Expr; readonly at?: number }): Expr {
  const [left, right] = comparable(operands.left, operands.right, operands.at)
  return { kind: 'compare', op, left, right }
}

/** `operand IN (list)`. Each item converts by itself, so that `start IN (1, 2.0)` compares integers. */
export function inList(written: Expr, list: readonly Expr[], at?: number): Expr {
  const typed = list.find(item => typeOf(item).kind !== 'null')
  // NULL takes the type of what it is compared with.
  const operand = typeOf(written).kind === 'null' && typed ? castTo(written, typeOf(typed), at) : written
  const pairs = list.map(item => comparable(operand, item, at))
  if (pairs.every(([left]) => left === operand)) return { kind: 'in-list', operand, list: pairs.map(([, item]) => item) }
  const type = [operand, ...list]
    .map(typeOf)
    .reduce<DataType | undefined>((common, next) => common && commonType(common, next), { kind: 'null' })
  if (type) return { kind: 'in-list', operand: castTo(operand, type, at), list: list.map(item => castTo(item, type, at)) }
  return { kind: 'or', operands: pairs.map(([left, right]) => ({ kind: 'compare', op: '=', left, right })) }
}

/** Both sides as they can be compared; the side that needs no change is the same object. */
export function comparable(left: Expr, right: Expr, at?: number): readonly [Expr, Expr] {
  const leftType = typeOf(left)
  const rightType = typeOf(right)
  if (isText(leftType) && isText(rightType)) return [left, right]
  if (right.kind === 'literal') {
    const fitted = fitLiteral(right, leftType, at)
    if (fitted) return [left, fitted]
  }
  if (left.kind === 'literal') {
    const fitted = fitLiteral(left, rightType, at)
    if (fitted) return [fitted, right]
  }
  const [exactLeft, exactRight] = [asDecimal(left, rightType), asDecimal(right, leftType)]
  const common = commonType(typeOf(exactLeft), typeOf(exactRight))
  if (common) return [castTo(exactLeft, common, at), castTo(exactRight, common, at)]
  throw new QueryError('PLAN', mismatch(left, right), at === undefined ? {} : { sqlOffset: at })
}

/** NULL and quoted literals take the other side's type; number literals where it holds their value. */
function fitLiteral(literal: Expr & { readonly kind: 'literal' }, other: DataType, at: number | undefined): Expr | undefined {
  if (literal.value === null) return other.kind === 'null' ? literal : { kind: 'literal', type: other, value: null }
  if (isText(literal.type)) return isText(other) || other.kind === 'null' ? literal : castTo(literal, other, at)
  if (isNumeric(literal.type) && isNumeric(other)) return narrowLiteral(literal, other)
  return undefined
}

/** A number literal with more digits than the decimal beside it has is a decimal too, so that they compare exactly. */
function asDecimal(expr: Expr, other: DataType): Expr {
  return expr.kind === 'literal' && other.kind === 'decimal' && isNumeric(expr.type) ? (decimalLiteral(expr) ?? expr) : expr
}

function mismatch(left: Expr, right: Expr): string {
  const leftType = sqlTypeName(typeOf(left))
  const rightType = sqlTypeName(typeOf(right))
  const literal = right.kind === 'literal' ? right : left
  const other = literal === right ? left : right
  const quoted = literal.kind === 'literal' && isText(typeOf(other))
  const fix = quoted ? `Write '${literal.value}'.` : `Cast one side, for example CAST(${formatExpr(left)} AS ${rightType}).`
  return `Cannot compare ${formatExpr(left)} (${leftType}) with ${formatExpr(right)} (${rightType}). ${fix}`
}
