/** AND, OR, XOR (`#`) of 32-bit numbers; undefined for other operators. */
import type { IntegerOperator } from './arithmetic-bigint.ts'

type Words = Int32Array | Uint32Array

/** As many as `left` has; `right` has no fewer. */
export function wordBits(op: IntegerOperator, left: Words, right: Words): Int32Array<ArrayBuffer> | undefined {
  const { length } = left
  const bits = new Int32Array(length)
  // In range: both hold as many.
  if (op === '&') for (let i = 0; i < length; i++) bits[i] = left[i]! & right[i]!
  else if (op === '|') for (let i = 0; i < length; i++) bits[i] = left[i]! | right[i]!
  else if (op === '#') for (let i = 0; i < length; i++) bits[i] = left[i]! ^ right[i]!
  else return undefined
  return bits
}
