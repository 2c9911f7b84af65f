/** Numbers as text bytes: integers digit by digit, floats in the shortest form that reads back as the same number. */
import type { OutputBuffer } from './output-buffer.ts'

const ZERO = 48
const MINUS = 45
const POINT = 46
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

/** Any integer up to 2^53. */
export function writeInteger(value: number, out: OutputBuffer): void {
  out.reserve(20)
  let rest = value
  if (rest < 0) {
    out.bytes[out.length++] = MINUS
    rest = -rest
  }
  if (rest >= 1e9) {
    const high = Math.floor(rest / 1e9)
    writeInteger(high, out)
    writeDigits(rest - high * 1e9, 9, out)
    return
  }
  writeDigits(rest, countDigits(rest), out)
}

/** A float64, or with `single` a float32. */
export function writeFloat(value: number, precision: 'single' | 'double', out: OutputBuffer): void {
  const size = Math.abs(value)
  if (size < 1e9 && (size >= 1e-6 || value === 0) && writeShortDecimal(value, precision, out)) return
  out.ascii(precision === 'double' ? String(value) : shortestSingle(value))
}

/**
 * The text without a string, where a few decimals are enough. If n / 10^k is the value and n has at most 15 digits (6 for float32), then n is the
 * only such decimal, and the smallest k gives the shortest text: two decimals that short never round to one float.
 */
function writeShortDecimal(value: number, precision: 'single' | 'double', out: OutputBuffer): boolean {
  const size = Math.abs(value)
  const mostDecimals = precision === 'double' ? 6 : 5
  const largest = precision === 'double' ? 1e15 : 1e6
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const power = POWERS[decimals] as number // decimals < POWERS.length
    const digits = Math.round(size * power)
    if (digits >= largest) return false
    const back = digits / power
    if ((precision === 'double' ? back : Math.fround(back)) !== size) continue
    writeDecimal(Object.is(value, -0) ? 0 : value, digits, decimals, out)
    return true
  }
  return false
}

function writeDecimal(value: number, digits: number, decimals: number, out: OutputBuffer): void {
  const power = POWERS[decimals] as number // decimals < POWERS.length
  const whole = Math.floor(digits / power)
  if (value < 0) out.byte(MINUS)
  writeInteger(whole, out)
  if (decimals === 0) return
  out.byte(POINT)
  writeDigits(digits - whole * power, decimals, out)
}

/** Nine significant digits always identify a float32; often fewer do. */
function shortestSingle(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(9)))
}

function writeDigits(value: number, count: number, out: OutputBuffer): void {
  out.reserve(count)
  const bytes = out.bytes
  const start = out.length
  let rest = value | 0 // below 1e9
  for (let i = start + count - 1; i >= start; i--) {
    const quotient = (rest / 10) | 0
    bytes[i] = ZERO + rest - quotient * 10
    rest = quotient
  }
  out.length = start + count
}

/** Of an integer below 1e9. */
function countDigits(value: number): number {
  if (value < 1e4) return value < 100 ? (value < 10 ? 1 : 2) : value < 1e3 ? 3 : 4
  if (value < 1e6) return value < 1e5 ? 5 : 6
  return value < 1e8 ? (value < 1e7 ? 7 : 8) : 9
}
