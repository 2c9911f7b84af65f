/** Floats where values that are equal in SQL have equal bits: -0 becomes 0, and every NaN the same NaN. */
export function canonicalFloats<A extends Float32Array | Float64Array>(values: A, length: number): A {
  const out = values.slice(0, length) as A // slice returns the class it was called on
  for (let i = 0; i < length; i++) {
    const value = out[i]! // i < length
    if (value === 0) out[i] = 0
    else if (Number.isNaN(value)) out[i] = Number.NaN
  }
  return out
}
