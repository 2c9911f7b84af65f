/** Comparisons with literals: the literal stands right, and has the column's type where the column was cast to the literal's. */
import type { DataType } from '../../columnar/data-type.ts'
import { canFail } from '../../expr/can-fail.ts'
import { castNeverFails, isFloat, isInteger, isText } from '../../expr/coercion.ts'
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import type { Literal } from '../../expr/literal.ts'
import { narrowLiteral } from '../../expr/narrow-literal.ts'
import { typeOf } from '../../expr/type-of.ts'

type Comparison = Expr & { readonly kind: 'compare' }

const swapped: { readonly [op in ComparisonOperator]: ComparisonOperator } = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

export function simplifyComparison(expr: Comparison): Expr {
  const turned: Comparison =
    expr.left.kind === 'literal' && expr.right.kind !== 'literal'
      ? { kind: 'compare', op: swapped[expr.op], left: expr.right, right: expr.left }
      : expr
  const { left, right } = turned
  if (right.kind !== 'literal') return turned
  if (right.value === null) return canFail(left) ? turned : { kind: 'literal', type: { kind: 'boolean' }, value: null }
  return left.kind === 'cast' ? withoutCast(turned, left, right) : turned
}

/** CAST(start AS DOUBLE) > 5.0 is start > 5, and > 5.5 is start > 5 too. Only for casts that keep every value as it is. */
function withoutCast(expr: Comparison, cast: Expr & { readonly kind: 'cast' }, literal: Literal): Comparison {
  const { operand } = cast
  const from = typeOf(operand)
  if (isText(from) && isText(cast.to)) return { ...expr, left: operand }
  if (!keepsValues(from, cast.to)) return expr
  const narrowed = narrowLiteral(literal, from)
  if (narrowed) return { ...expr, left: operand, right: narrowed }
  const bound = isInteger(from) && isFloat(cast.to) ? wholeBound(expr.op, Number(literal.value)) : undefined
  const right = bound === undefined ? undefined : narrowLiteral({ kind: 'literal', type: { kind: 'float64' }, value: bound }, from)
  return right ? { ...expr, left: operand, right } : expr
}

/** Whole numbers of up to 32 bits are exact in a DOUBLE. */
function keepsValues(from: DataType, to: DataType): boolean {
  if (!isInteger(from)) return from.kind === 'float32' && to.kind === 'float64'
  if (isInteger(to)) return castNeverFails(from, to)
  return to.kind === 'float64' && from.kind !== 'int64' && from.kind !== 'uint64'
}

/** The whole number that bounds whole numbers as this fraction does: x > 5.5 is x > 5. */
function wholeBound(op: ComparisonOperator, value: number): number | undefined {
  if (op === '>' || op === '<=') return Math.floor(value)
  if (op === '<' || op === '>=') return Math.ceil(value)
  return undefined
}
