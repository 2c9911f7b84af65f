/** A whole number from text bytes, or NaN. An optional sign, digits, nothing else; beyond 2^53 the nearest double. */

/** Any number of this many digits is exact. */
const EXACT_DIGITS = 15

export function parseInteger(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  let negative = false
  const sign = bytes[at]
  if (sign === 45 || sign === 43) {
    negative = sign === 45
    at++
  }
  if (at >= to) return Number.NaN
  if (to - at > EXACT_DIGITS) return parseLongInteger(bytes, from, to)
  let value = 0
  for (; at < to; at++) {
    // In range: the caller's field lies inside bytes.
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return negative ? -value : value
}

function parseLongInteger(bytes: Uint8Array, from: number, to: number): number {
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 400)))
  return /^[+-]?\d+$/.test(text) && to - from <= 400 ? Number(text) : Number.NaN
}
