/** Whether two expressions are the same computation; where they stand in the SQL text does not matter. */
import type { Expr } from './expr.ts'

export function sameExpr(a: Expr, b: Expr): boolean {
  return sameValue(a, b)
}

/** Expressions are plain JSON, so their types and literals compare by structure as well. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = meaningful(a)
  const right = new Map(meaningful(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}

function meaningful(value: object): [string, unknown][] {
  return Object.entries(value).filter(([key, inner]) => key !== 'at' && inner !== undefined)
}
