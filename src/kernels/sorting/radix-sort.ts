/** Sorts rows by a 32-bit key, stably: least significant digit first, 11 bits a pass, passes that change nothing left out. */

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
const MASK = DIGITS - 1
const SHIFTS = [0, 11, 22] as const

// Indices below: i < length of equally long arrays, digits < DIGITS.

/** `keys[i]` belongs to `rows[i]`. Both arrays are used up; the sorted rows are returned. */
export function radixSort(keys: Uint32Array, rows: Uint32Array): Uint32Array {
  return radixSortPairs({ keys, rows }).rows
}

/** The same with the sorted keys beside the rows. */
export function radixSortPairs({ keys, rows }: Pairs): Pairs {
  if (isSorted(keys)) return { keys, rows }
  const counts = countDigits(keys)
  let from: Pairs = { keys, rows }
  let to: Pairs = { keys: new Uint32Array(keys.length), rows: new Uint32Array(keys.length) }
  for (const [pass, shift] of SHIFTS.entries()) {
    const ends = counts.subarray(pass * DIGITS, (pass + 1) * DIGITS)
    if (!placesFromCounts(ends, keys.length)) continue
    scatter(from, to, { places: ends, shift })
    const swap = from
    from = to
    to = swap
  }
  return from
}

function isSorted(keys: Uint32Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return false
  return true
}

function countDigits(keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(SHIFTS.length * DIGITS)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    counts[key & MASK]!++
    counts[DIGITS + ((key >>> 11) & MASK)]!++
    counts[2 * DIGITS + (key >>> 22)]!++
  }
  return counts
}

/** Turns counts into first places; false where all keys have the same digit. */
function placesFromCounts(counts: Uint32Array, total: number): boolean {
  let place = 0
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts[digit]!
    if (count === total) return false
    counts[digit] = place
    place += count
  }
  return true
}

export interface Pairs {
  readonly keys: Uint32Array
  readonly rows: Uint32Array
}

function scatter(from: Pairs, to: Pairs, digit: { readonly places: Uint32Array; readonly shift: number }): void {
  const { places, shift } = digit
  const { keys, rows } = from
  const { keys: toKeys, rows: toRows } = to
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    const place = places[(key >>> shift) & MASK]!++
    toKeys[place] = key
    toRows[place] = rows[i]!
  }
}
