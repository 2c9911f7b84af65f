/** The greatest double below a number; -Infinity and NaN stay. */
const float = new Float64Array(1)
const bits = new BigInt64Array(float.buffer)

export function previousFloat(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  if (Number.isNaN(value) || value === Number.NEGATIVE_INFINITY) return value
  float[0] = value
  const pattern = bits[0] ?? 0n
  // Doubles of one sign are ordered as their bit patterns; those of negative ones the other way round.
  bits[0] = value > 0 ? pattern - 1n : pattern + 1n
  return float[0]
}
