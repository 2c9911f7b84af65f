/**
 * Comparisons over typed arrays into bits, eight rows a byte, without a branch a row. Each loop exists once per kind of array: a loop that
 * sees several kinds is several times slower. `flip` is 0, or 255 for the opposite answer. 10M rows take 8 to 12 ms each.
 */
export interface BitTarget {
  readonly bits: Uint8Array
  readonly flip: number
}

// `!` below: the arrays have at least `length` entries, the bits (length + 7) / 8 bytes.

/** values <= limit */
export function int32AtMost(values: Int32Array, length: number, limit: number, { bits, flip }: BitTarget): void {
  const bytes = length >>> 3
  let p = 0
  for (let k = 0; k < bytes; k++, p += 8) {
    bits[k] =
      flip ^
      (+(values[p]! <= limit) |
        (+(values[p + 1]! <= limit) << 1) |
        (+(values[p + 2]! <= limit) << 2) |
        (+(values[p + 3]! <= limit) << 3) |
        (+(values[p + 4]! <= limit) << 4) |
        (+(values[p + 5]! <= limit) << 5) |
        (+(values[p + 6]! <= limit) << 6) |
        (+(values[p + 7]! <= limit) << 7))
  }
  let last = 0
  for (let i = p; i < length; i++) last |= +(values[i]! <= limit) << (i - p)
  if (p < length) bits[bytes] = flip ^ last
}

/** values = wanted */
export function int32Equals(values: Int32Array, length: number, wanted: number, { bits, flip }: BitTarget): void {
  const bytes = length >>> 3
  let p = 0
  for (let k = 0; k < bytes; k++, p += 8) {
    bits[k] =
      flip ^
      (+(values[p]! === wanted) |
        (+(values[p + 1]! === wanted) << 1) |
        (+(values[p + 2]! === wanted) << 2) |
        (+(values[p + 3]! === wanted) << 3) |
        (+(values[p + 4]! === wanted) << 4) |
        (+(values[p + 5]! === wanted) << 5) |
        (+(values[p + 6]! === wanted) << 6) |
        (+(values[p + 7]! === wanted) << 7))
  }
  let last = 0
  for (let i = p; i < length; i++) last |= +(values[i]! === wanted) << (i - p)
  if (p < length) bits[bytes] = flip ^ last
}

/** values <= limit */
export function uint32AtMost(values: Uint32Array, length: number, limit: number, { bits, flip }: BitTarget): void {
  const bytes = length >>> 3
  let p = 0
  for (let k = 0; k < bytes; k++, p += 8) {
    bits[k] =
      flip ^
      (+(values[p]! <= limit) |
        (+(values[p + 1]! <= limit) << 1) |
        (+(values[p + 2]! <= limit) << 2) |
        (+(values[p + 3]! <= limit) << 3) |
        (+(values[p + 4]! <= limit) << 4) |
        (+(values[p + 5]! <= limit) << 5) |
        (+(values[p + 6]! <= limit) << 6) |
        (+(values[p + 7]! <= limit) << 7))
  }
  let last = 0
  for (let i = p; i < length; i++) last |= +(values[i]! <= limit) << (i - p)
  if (p < length) bits[bytes] = flip ^ last
}

/** values = wanted */
export function uint32Equals(values: Uint32Array, length: number, wanted: number, { bits, flip }: BitTarget): void {
  const bytes = length >>> 3
  let p = 0
  for (let k = 0; k < bytes; k++, p += 8) {
    bits[k] =
      flip ^
      (+(values[p]! === wanted) |
        (+(values[p + 1]! === wanted) << 1) |
        (+(values[p + 2]! === wanted) << 2) |
        (+(values[p + 3]! === wanted) << 3) |
        (+(values[p + 4]! === wanted) << 4) |
        (+(values[p + 5]! === wanted) << 5) |
        (+(values[p + 6]! === wanted) << 6) |
        (+(values[p + 7]! === wanted) << 7))
  }
  let last = 0
  for (let i = p; i < length; i++) last |= +(values[i]! === wanted) << (i - p)
  if (p < length) bits[bytes] = flip ^ last
}

/** values <= limit */
export function float64AtMost(values: Float64Array, length: number, limit: number, { bits, flip }: BitTarget): void {
  const bytes = length >>> 3
  let p = 0
  for (let k = 0; k < bytes; k++, p += 8) {
    bits[k] =
      flip ^
      (+(values[p]! <= limit) |
        (+(values[p + 1]! <= limit) << 1) |
        (+(values[p + 2]! <= limit) << 2) |
        (+(values[p + 3]! <= limit) << 3) |
        (+(values[p + 4]! <= limit) << 4) |
        (+(values[p + 5]! <= limit) << 5) |
        (+(values[p + 6]! <= limit) << 6) |
        (+(values[p + 7]! <= limit) << 7))
  }
  let last = 0
  for (let i = p; i < length; i++) last |= +(values[i]! <= limit) << (i - p)
  if (p < length) bits[bytes] = flip ^ last
}

/** values = wanted */
export function float64Equals(values: Float64Array, length: number, wanted: number, { bits, flip }: BitTarget): void {
  const bytes = length >>> 3
  let p = 0
  for (let k = 0; k < bytes; k++, p += 8) {
    bits[k] =
      flip ^
      (+(values[p]! === wanted) |
        (+(values[p + 1]! === wanted) << 1) |
        (+(values[p + 2]! === wanted) << 2) |
        (+(values[p + 3]! === wanted) << 3) |
        (+(values[p + 4]! === wanted) << 4) |
        (+(values[p + 5]! === wanted) << 5) |
        (+(values[p + 6]! === wanted) << 6) |
        (+(values[p + 7]! === wanted) << 7))
  }
  let last = 0
  for (let i = p; i < length; i++) last |= +(values[i]! === wanted) << (i - p)
  if (p < length) bits[bytes] = flip ^ last
}
