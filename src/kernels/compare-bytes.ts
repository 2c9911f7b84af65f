/** Compares two stretches of bytes: by the first byte that differs, else the shorter comes first. For UTF-8 this is the order of code points. */
/** Negative, 0 or positive. Six numbers and arrays, not two objects: it runs in the innermost loop of sorts. */
export function compareBytes(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): number {
  const aLength = aEnd - aStart
  const bLength = bEnd - bStart
  const common = Math.min(aLength, bLength)
  for (let i = 0; i < common; i++) {
    const difference = a[aStart + i]! - b[bStart + i]! // within both
    if (difference !== 0) return difference
  }
  return aLength - bLength
}
