/** Arithmetic loops over doubles. Integers of up to 52 bits run through them too: doubles hold them exactly, and truncating is all that differs. */
export type NumberOperator = '+' | '-' | '*' | '/' | '%'

// `!` below: both arrays have at least `length` entries.

export function float64Operation(op: NumberOperator, a: Float64Array, b: Float64Array, length: number): Float64Array {
  const out = new Float64Array(length)
  switch (op) {
    case '+':
      for (let i = 0; i < length; i++) out[i] = a[i]! + b[i]!
      return out
    case '-':
      for (let i = 0; i < length; i++) out[i] = a[i]! - b[i]!
      return out
    case '*':
      for (let i = 0; i < length; i++) out[i] = a[i]! * b[i]!
      return out
    case '/':
      for (let i = 0; i < length; i++) out[i] = a[i]! / b[i]!
      return out
    case '%':
      for (let i = 0; i < length; i++) out[i] = a[i]! % b[i]!
      return out
  }
}

/** Towards zero, as integer division does. A zero divisor has left Infinity or NaN, which become 0 under a NULL. */
export function truncate(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = Math.trunc(values[i]!)
    // Adding 0 turns -0 into 0.
    values[i] = Number.isFinite(value) ? value + 0 : 0
  }
}

/** Whether all values lie in min..max; then no row overflowed. */
export function allWithin(values: Float64Array, min: number, max: number): boolean {
  let outside = 0
  for (let i = 0; i < values.length; i++) outside |= +(values[i]! < min) | +(values[i]! > max)
  return outside === 0
}
