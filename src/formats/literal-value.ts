/** The values of literals as comparisons see them. */
import type { DataType } from '../columnar/data-type.ts'
import type { Expr } from '../expr/expr.ts'

const EXACT: ReadonlySet<DataType['kind']> = new Set(['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float64'])

/** Casts around a column that change no integer below 2^53. One to a smaller type may fail, and must fail with an index too. */
export function keepsIntegers(expr: Expr): boolean {
  if (expr.kind === 'column') return EXACT.has(expr.type.kind)
  return expr.kind === 'cast' && (expr.to.kind === 'int64' || expr.to.kind === 'float64') && keepsIntegers(expr.operand)
}

/** The number of a literal, perhaps inside casts; null for NULL, undefined where it is not that simple. */
export function literalNumber(expr: Expr): number | null | undefined {
  if (expr.kind === 'literal') {
    if (expr.value === null) return null
    if (typeof expr.value === 'number') return expr.value
    if (typeof expr.value === 'string' && /^-?\d+$/.test(expr.value) && expr.type.kind !== 'decimal') return Number(expr.value)
    return undefined
  }
  if (expr.kind !== 'cast' || !EXACT.has(expr.to.kind)) return undefined
  const value = literalNumber(expr.operand)
  // A cast to an integer rounds, or fails where the number is too large.
  return value === null || value === undefined || Number.isInteger(value) || expr.to.kind === 'float64' ? value : undefined
}

/** The text of a literal, likewise. */
export function literalText(expr: Expr): string | null | undefined {
  if (expr.kind === 'literal') {
    if (expr.value === null) return null
    return typeof expr.value === 'string' && (expr.type.kind === 'utf8' || expr.type.kind === 'dictionary') ? expr.value : undefined
  }
  const isText = expr.kind === 'cast' && (expr.to.kind === 'utf8' || expr.to.kind === 'dictionary')
  return isText && (expr.operand.kind === 'literal' || expr.operand.kind === 'cast') ? literalText(expr.operand) : undefined
}
