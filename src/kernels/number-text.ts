/** Numbers as text: the shortest digits that read back as the same value. */

/** `1.5`, `100000`, `1e+21`, `NaN`, `Infinity`, `-0`. */
export function float64Text(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/** The shortest digits that a float32 reads back from: 0.1 and not 0.10000000149011612. */
export function float32Text(value: number): string {
  if (!Number.isFinite(value) || value === 0) return float64Text(value)
  for (let digits = 6; digits <= 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return String(rounded)
  }
  return String(value)
}
