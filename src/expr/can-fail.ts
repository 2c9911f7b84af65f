/** Whether evaluating an expression on some row may throw, so that it must not run on rows that an AND, OR, CASE or filter before it decides. */
import type { DataType } from '../columnar/data-type.ts'
import { childrenOf } from './children-of.ts'
import { castNeverFails } from './coercion.ts'
import type { Expr } from './expr.ts'
import { typeOf } from './type-of.ts'

export function canFail(expr: Expr): boolean {
  return failsItself(expr) || childrenOf(expr).some(canFail)
}

function failsItself(expr: Expr): boolean {
  switch (expr.kind) {
    case 'cast':
      return expr.onError === 'throw' && !castNeverFails(typeOf(expr.operand), expr.to)
    case 'arithmetic':
      return arithmeticCanFail(expr)
    case 'like':
      // A pattern that ends in its escape character is an error.
      return expr.pattern.kind !== 'literal' || String(expr.pattern.value).endsWith(expr.escape ?? '\\')
    case 'call':
      return expr.safe !== true
    case 'parameter':
    case 'outer-column':
    case 'subquery':
    case 'aggregate':
    case 'window':
      return true
    default:
      return false
  }
}

/** Sums and differences of 32-bit operands always fit their 64-bit result; products do unless both are unsigned. */
function arithmeticCanFail(expr: Expr & { readonly kind: 'arithmetic' }): boolean {
  const result = typeOf(expr)
  if (result.kind === 'float32' || result.kind === 'float64') return false
  if (expr.op === '%' || expr.op === '&' || expr.op === '|' || expr.op === '#' || expr.op === '>>') return false
  const left = typeOf(expr.left)
  const right = typeOf(expr.right)
  if (result.kind !== 'int64' || !isNarrow(left) || !isNarrow(right)) return true
  if (expr.op === '*') return left.kind === 'uint32' && right.kind === 'uint32'
  return expr.op === '<<'
}

function isNarrow(type: DataType): boolean {
  return type.kind !== 'int64' && type.kind !== 'uint64'
}
