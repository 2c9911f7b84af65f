/** One comparison of a contig, start or end column with a literal, as boxes. */
import type { DataType } from '../columnar/data-type.ts'
import type { ComparisonOperator, Expr } from '../expr/expr.ts'
import { startOfShown } from '../genomics/coordinate-system.ts'
import { ANYWHERE, type PlaceBox } from './place-box.ts'
import type { GenomicColumns } from './region-filter.ts'

type Boxes = 'all' | readonly PlaceBox[]
interface Operands {
  readonly column: Expr
  readonly literal: Expr
}

export function chromBoxes(op: ComparisonOperator, literal: Expr): Boxes {
  const value = textOf(literal)
  if (value === null) return []
  return op === '=' && value !== undefined ? [{ ...ANYWHERE, contig: value }] : 'all'
}

export function startBoxes(op: ComparisonOperator, operands: Operands, columns: GenomicColumns): Boxes {
  const bounds = boundsOf(op, operands)
  if (typeof bounds !== 'object') return bounds === 'none' ? [] : 'all'
  const minFirst = startOfShown(bounds.min, columns.coordinates)
  const maxFirst = startOfShown(bounds.max, columns.coordinates)
  // A point ends where it begins.
  return [columns.end === undefined ? { minFirst, maxFirst, minLast: minFirst, maxLast: maxFirst } : { ...ANYWHERE, minFirst, maxFirst }]
}

/** The end shown is the 1-based last base or the exclusive 0-based end: the same number, one more than the 0-based last base. */
export function endBoxes(op: ComparisonOperator, operands: Operands): Boxes {
  const bounds = boundsOf(op, operands)
  if (typeof bounds !== 'object') return bounds === 'none' ? [] : 'all'
  return [{ ...ANYWHERE, minLast: bounds.min - 1, maxLast: bounds.max - 1 }]
}

interface Bounds {
  readonly min: number
  readonly max: number
}

/** The integers that compare so with the literal; 'none' where none does. */
function boundsOf(op: ComparisonOperator, { column, literal }: Operands): Bounds | 'all' | 'none' {
  if (!keepsIntegers(column)) return 'all'
  const value = numberOf(literal)
  if (value === undefined) return 'all'
  if (value === null || Number.isNaN(value)) return value === null ? 'none' : 'all'
  // A literal that large may have lost its last digits.
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return 'all'
  const free = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }
  switch (op) {
    case '=':
      return Number.isInteger(value) ? { min: value, max: value } : 'none'
    case '<>':
      return 'all'
    case '<':
      return { ...free, max: Math.ceil(value) - 1 }
    case '<=':
      return { ...free, max: Math.floor(value) }
    case '>':
      return { ...free, min: Math.floor(value) + 1 }
    case '>=':
      return { ...free, min: Math.ceil(value) }
  }
}

const EXACT: ReadonlySet<DataType['kind']> = new Set(['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float64'])

/** Casts around a column that change no position below 2^53. One to a smaller type may fail, and must fail with an index too. */
function keepsIntegers(expr: Expr): boolean {
  if (expr.kind === 'column') return EXACT.has(expr.type.kind)
  return expr.kind === 'cast' && (expr.to.kind === 'int64' || expr.to.kind === 'float64') && keepsIntegers(expr.operand)
}

/** The number of a literal, perhaps inside casts; null for NULL, undefined where it is not that simple. */
function numberOf(expr: Expr): number | null | undefined {
  if (expr.kind === 'literal') {
    if (expr.value === null) return null
    if (typeof expr.value === 'number') return expr.value
    if (typeof expr.value === 'string' && /^-?\d+$/.test(expr.value) && expr.type.kind !== 'decimal') return Number(expr.value)
    return undefined
  }
  if (expr.kind !== 'cast' || !EXACT.has(expr.to.kind)) return undefined
  const value = numberOf(expr.operand)
  // A cast to an integer rounds, or fails where the number is too large.
  return value === null || value === undefined || Number.isInteger(value) || expr.to.kind === 'float64' ? value : undefined
}

function textOf(expr: Expr): string | null | undefined {
  if (expr.kind === 'literal') {
    if (expr.value === null) return null
    return typeof expr.value === 'string' && (expr.type.kind === 'utf8' || expr.type.kind === 'dictionary') ? expr.value : undefined
  }
  const isText = expr.kind === 'cast' && (expr.to.kind === 'utf8' || expr.to.kind === 'dictionary')
  return isText && (expr.operand.kind === 'literal' || expr.operand.kind === 'cast') ? textOf(expr.operand) : undefined
}
