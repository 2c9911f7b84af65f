/** One comparison of a contig, start or end column with a literal, as boxes. */
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { startOfShown } from '../../genomics/coordinate-system.ts'
import { keepsIntegers, literalNumber, literalText } from '../literal-value.ts'
import { ANYWHERE, type PlaceBox } from './place-box.ts'
import type { GenomicColumns } from './region-filter.ts'

type Boxes = 'all' | readonly PlaceBox[]
interface Operands {
  readonly column: Expr
  readonly literal: Expr
}

export function chromBoxes(op: ComparisonOperator, literal: Expr): Boxes {
  const value = literalText(literal)
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
  const value = literalNumber(literal)
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
