/** Whether some row of a part of a file may pass a filter, by the bounds of its columns. When in doubt, it may. */
import type { ComparisonOperator, Expr } from '../expr/expr.ts'
import type { BoundValue, ColumnBounds, FilePart } from './file-part.ts'
import { literalNumber, literalText } from './literal-value.ts'

type PartRows = Pick<FilePart, 'rows' | 'columns'>

export function mayPass(filter: Expr, part: PartRows): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every(operand => mayPass(operand, part))
    case 'or':
      return filter.operands.some(operand => mayPass(operand, part))
    case 'literal':
      return filter.value === true
    case 'compare':
      return mayCompare(filter.op, filter.left, filter.right, part)
    case 'in-list':
      return filter.list.some(item => mayCompare('=', filter.operand, item, part))
    case 'is-null':
      return boundsOf(filter.operand, part)?.nullCount !== 0
    case 'not':
      return filter.operand.kind !== 'is-null' || boundsOf(filter.operand.operand, part)?.nullCount !== part.rows
    default:
      return true
  }
}

const MIRRORED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function mayCompare(op: ComparisonOperator, left: Expr, right: Expr, part: PartRows): boolean {
  const bounds = boundsOf(left, part)
  if (bounds === undefined) return boundsOf(right, part) === undefined || mayCompare(MIRRORED[op], right, left, part)
  const wanted = literalOf(right)
  if (wanted === undefined) return true
  // A comparison with NULL is never true, and NULLs compare with nothing.
  if (wanted === null || bounds.nullCount === part.rows) return false
  const { min, max } = bounds
  const below = max !== undefined && isLess(max, wanted)
  const above = min !== undefined && isLess(wanted, min)
  switch (op) {
    case '=':
      return !below && !above
    case '<':
      return !above && !(min !== undefined && isEqual(min, wanted))
    case '<=':
      return !above
    // NaN is larger than every number and not among the bounds of floats.
    case '>':
      return isFloat(left) || (!below && !(max !== undefined && isEqual(max, wanted)))
    case '>=':
      return isFloat(left) || !below
    case '<>':
      return true
  }
}

/** Of the column itself, or of integers and floats inside a cast that keeps their order. */
function boundsOf(expr: Expr, part: PartRows): ColumnBounds | undefined {
  if (expr.kind === 'column') return part.columns.get(expr.name)
  if (expr.kind !== 'cast' || (expr.to.kind !== 'int64' && expr.to.kind !== 'float64')) return undefined
  const { operand } = expr
  // Rounding is for casts from floats; a text that becomes a number keeps no order.
  const keepsOrder = operand.kind === 'column' && /^u?int|^float/.test(operand.type.kind) && !(expr.to.kind === 'int64' && isFloat(operand))
  return keepsOrder ? part.columns.get(operand.name) : undefined
}

function isFloat(expr: Expr): boolean {
  if (expr.kind === 'cast') return isFloat(expr.operand)
  return expr.kind === 'column' && (expr.type.kind === 'float32' || expr.type.kind === 'float64')
}

const encoder = new TextEncoder()

/** null for NULL; undefined where the literal is not simple, or too large to be exact. */
function literalOf(expr: Expr): BoundValue | null | undefined {
  const number = literalNumber(expr)
  if (number === null) return null
  if (number !== undefined) return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined
  const text = literalText(expr)
  return typeof text === 'string' ? encoder.encode(text) : text
}

/** False where the two are not comparable. */
function isLess(a: BoundValue, b: BoundValue): boolean {
  if (typeof a === 'object' || typeof b === 'object') return typeof a === 'object' && typeof b === 'object' && compareBytes(a, b) < 0
  return a < b
}

function isEqual(a: BoundValue, b: BoundValue): boolean {
  if (typeof a === 'object' || typeof b === 'object') return typeof a === 'object' && typeof b === 'object' && compareBytes(a, b) === 0
  // A bigint and a number of the same value are equal here.
  return !(a < b) && !(b < a)
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0)
  return a.length - b.length
}
