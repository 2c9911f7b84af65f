/**
 * Comparisons of two typed arrays row by row into bits. `accept` says which outcomes make a bit: 1 less, 2 equal, 4 greater; so one loop per kind of
 * array serves all six operators. NaN equals itself and is greater than every number, as in PostgreSQL.
 */
export const LESS = 1
export const EQUAL = 2
export const GREATER = 4

// `!` below: both arrays have at least `length` entries, the bits (length + 7) / 8 bytes, all 0.

export interface Outcome {
  readonly bits: Uint8Array
  readonly accept: number
}

export function compareInt32Pairs(a: Int32Array, b: Int32Array, length: number, { bits, accept }: Outcome): void {
  for (let i = 0; i < length; i++) {
    const x = a[i]!
    const y = b[i]!
    bits[i >>> 3]! |= ((accept >> (1 + +(x > y) - +(x < y))) & 1) << (i & 7)
  }
}

export function compareUint32Pairs(a: Uint32Array, b: Uint32Array, length: number, { bits, accept }: Outcome): void {
  for (let i = 0; i < length; i++) {
    const x = a[i]!
    const y = b[i]!
    bits[i >>> 3]! |= ((accept >> (1 + +(x > y) - +(x < y))) & 1) << (i & 7)
  }
}

export function compareFloat64Pairs(a: Float64Array, b: Float64Array, length: number, { bits, accept }: Outcome): void {
  for (let i = 0; i < length; i++) {
    const x = a[i]!
    const y = b[i]!
    const less = +(x < y) | (+Number.isNaN(y) & +!Number.isNaN(x))
    const greater = +(x > y) | (+Number.isNaN(x) & +!Number.isNaN(y))
    bits[i >>> 3]! |= ((accept >> (1 + greater - less)) & 1) << (i & 7)
  }
}

/** 64-bit integers as words (low, high). `flipHigh`: 0 for signed ones; -2^31 for unsigned ones, whose order is that of signed ones so shifted. */
export function compareWordPairs(a: Int32Array, b: Int32Array, length: number, target: Outcome & { readonly flipHigh: number }): void {
  const { bits, accept, flipHigh } = target
  for (let i = 0; i < length; i++) {
    const highA = a[i * 2 + 1]! ^ flipHigh
    const highB = b[i * 2 + 1]! ^ flipHigh
    const lowA = a[i * 2]! >>> 0
    const lowB = b[i * 2]! >>> 0
    const sameHigh = +(highA === highB)
    const less = +(highA < highB) | (sameHigh & +(lowA < lowB))
    const greater = +(highA > highB) | (sameHigh & +(lowA > lowB))
    bits[i >>> 3]! |= ((accept >> (1 + greater - less)) & 1) << (i & 7)
  }
}

/** The same against one value. */
export function compareWordsWith(
  a: Int32Array,
  length: number,
  target: Outcome & { readonly flipHigh: number; readonly low: number; readonly high: number },
): void {
  const { bits, accept, flipHigh } = target
  const highB = target.high ^ flipHigh
  const lowB = target.low >>> 0
  for (let i = 0; i < length; i++) {
    const highA = a[i * 2 + 1]! ^ flipHigh
    const lowA = a[i * 2]! >>> 0
    const sameHigh = +(highA === highB)
    const less = +(highA < highB) | (sameHigh & +(lowA < lowB))
    const greater = +(highA > highB) | (sameHigh & +(lowA > lowB))
    bits[i >>> 3]! |= ((accept >> (1 + greater - less)) & 1) << (i & 7)
  }
}
