/** Whether two values of one type are the same; NULL is the same as NULL. */
import type { Scalar } from '../columnar/scalar.ts'

export function sameScalar(a: Scalar, b: Scalar): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b || (Number.isNaN(a) && Number.isNaN(b))
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || a instanceof Uint8Array) return sameItems(a as ArrayLike<Scalar>, b as ArrayLike<Scalar>) // bytes are numbers
  const [left, right] = [Object.entries(a), b as { readonly [field: string]: Scalar }] // of one type, so both are structs or intervals
  return left.every(([field, value]) => sameScalar(value, right[field] ?? null))
}

function sameItems(a: ArrayLike<Scalar>, b: ArrayLike<Scalar>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!sameScalar(a[i] ?? null, b[i] ?? null)) return false
  return true
}
