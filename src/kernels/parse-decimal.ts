/** Decimals from text: '1.23', '-.5', '1e3', rounded to the scale, halves away from zero. */
import { type DecimalType, powerOfTen } from '../columnar/decimal-words.ts'

/** The unscaled integer, or undefined where the text is no number or does not fit the precision. */
export function parseDecimal(text: string, type: DecimalType): bigint | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim())
  const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? []
  if (!match || whole.length + fraction.length === 0) return undefined
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '')
  // How many of the digits stand behind the point of the result.
  const shift = type.scale - fraction.length + Number(exponent)
  if (digits !== '0' && digits.length + shift > 80) return undefined
  if (digits === '0' || digits.length + shift < 0) return 0n
  const magnitude = shift >= 0 ? BigInt(digits) * powerOfTen(shift) : divideRounded(BigInt(digits), powerOfTen(-shift))
  if (magnitude >= powerOfTen(type.precision)) return undefined
  return sign === '-' ? -magnitude : magnitude
}

/** The nearest integer, halves away from zero. `by` is positive. */
export function divideRounded(value: bigint, by: bigint): bigint {
  const half = by / 2n
  return (value < 0n ? value - half : value + half) / by
}
