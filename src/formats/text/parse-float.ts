/**
 * A decimal number from text bytes. Correctly rounded: up to 15 digits and powers up to 10^22 are exact doubles, so one multiplication or
 * division rounds once; anything longer goes through Number(). `inf`, `infinity` and `nan` are read in any case, with a sign.
 */

const EXACT_DIGITS = 15
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** What parseFloatField returns where the text is no number: NaN is a number that files may hold. */
export const NOT_A_FLOAT = undefined

export function parseFloatField(bytes: Uint8Array, from: number, to: number): number | undefined {
  let at = from
  const sign = bytes[at]
  if (sign === 45 || sign === 43) at++
  let mantissa = 0
  let digits = 0 // significant ones: leading zeros do not count
  let seen = 0 // digits of any kind
  let scale = 0
  let point = false
  // In range throughout: the caller's field lies inside bytes.
  for (; at < to; at++) {
    const byte = bytes[at]!
    if (byte >= 48 && byte <= 57) {
      mantissa = mantissa * 10 + (byte - 48)
      if (mantissa !== 0) digits++
      seen++
      if (point) scale--
    } else if (byte === 46 && !point) point = true
    else break
  }
  if (seen === 0 || digits > EXACT_DIGITS) return parseSlowly(bytes, from, to)
  if (at < to) {
    const exponent = parseExponent(bytes, at, to)
    if (exponent === undefined) return NOT_A_FLOAT
    scale += exponent
  }
  if (scale < -22 || scale > 22) return parseSlowly(bytes, from, to)
  const value = scale < 0 ? mantissa / POWERS[-scale]! : mantissa * POWERS[scale]!
  return sign === 45 ? -value : value
}

/** 'e-05' from its letter on. */
function parseExponent(bytes: Uint8Array, from: number, to: number): number | undefined {
  if ((bytes[from]! | 32) !== 101) return undefined
  let at = from + 1
  const sign = bytes[at]
  if (sign === 45 || sign === 43) at++
  if (at >= to) return undefined
  let exponent = 0
  for (; at < to; at++) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9) return undefined
    if (exponent < 100_000) exponent = exponent * 10 + digit
  }
  return sign === 45 ? -exponent : exponent
}

const LONGEST = 4096

function parseSlowly(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from > LONGEST) return NOT_A_FLOAT
  const text = String.fromCharCode(...bytes.subarray(from, to))
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text)
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text)
  if (word === null) return NOT_A_FLOAT
  if (word[2]?.toLowerCase() === 'nan') return Number.NaN
  return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}
