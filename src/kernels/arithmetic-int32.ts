/** Sums and differences of 32-bit integers; undefined where one of them leaves 32 bits. */

// `!` below: both arrays have at least `length` entries.

export function int32Sums(a: Int32Array, b: Int32Array, length: number): Int32Array | undefined {
  const out = new Int32Array(length)
  let overflow = 0
  for (let i = 0; i < length; i++) {
    const left = a[i]!
    const right = b[i]!
    const sum = (left + right) | 0
    out[i] = sum
    // The sign of the sum differs from both.
    overflow |= (left ^ sum) & (right ^ sum)
  }
  return overflow < 0 ? undefined : out
}

export function int32Differences(a: Int32Array, b: Int32Array, length: number): Int32Array | undefined {
  const out = new Int32Array(length)
  let overflow = 0
  for (let i = 0; i < length; i++) {
    const left = a[i]!
    const right = b[i]!
    const difference = (left - right) | 0
    out[i] = difference
    overflow |= (left ^ right) & (left ^ difference)
  }
  return overflow < 0 ? undefined : out
}
