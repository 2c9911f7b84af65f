/** The order of positions by a radix sort, least significant digit first, 11 bits a pass. Stable. */
import type { Positions } from './interval-set.ts'

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
const TWO_32 = 2 ** 32

/** Keys are position - minimum: their low and, where the span needs it, high 32 bits, beside their places. Two of each, to go back and forth. */
export interface RadixScratch {
  readonly low: readonly [Uint32Array, Uint32Array]
  readonly place: readonly [Int32Array, Int32Array]
  high: readonly [Uint32Array, Uint32Array]
}

const NOTHING = new Uint32Array(0)

export function createRadixScratch(length: number): RadixScratch {
  return {
    low: [new Uint32Array(length), new Uint32Array(length)],
    place: [new Int32Array(length), new Int32Array(length)],
    high: [NOTHING, NOTHING],
  }
}

// Indices below are bounded by the run, which fits the scratch, hence `!`.

/** The places of the positions in their ascending order, in memory of the scratch. Yields between passes. */
export function* radixSortPositions(positions: Positions, scratch: RadixScratch): Generator<void, Int32Array> {
  const { length } = positions
  const { minimum, span } = extent(positions)
  const wide = span >= TWO_32
  if (wide && scratch.high[0].length < length) scratch.high = [new Uint32Array(length), new Uint32Array(length)]
  fillKeys(positions, minimum, scratch)
  let side: 0 | 1 = 0
  for (let shift = 0; shift < 32 && 2 ** shift <= span; shift += DIGIT_BITS) {
    if (pass(scratch, length, { word: 'low', shift, side, wide })) side = side === 0 ? 1 : 0
    yield
  }
  for (let shift = 0; 2 ** (32 + shift) <= span; shift += DIGIT_BITS) {
    if (pass(scratch, length, { word: 'high', shift, side, wide })) side = side === 0 ? 1 : 0
    yield
  }
  return scratch.place[side].subarray(0, length)
}

function extent(positions: Positions): { readonly minimum: number; readonly span: number } {
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i]!
    if (position < minimum) minimum = position
    if (position > maximum) maximum = position
  }
  return { minimum, span: maximum - minimum }
}

function fillKeys(positions: Positions, minimum: number, scratch: RadixScratch): void {
  const low = scratch.low[0]
  const place = scratch.place[0]
  const high = scratch.high[0]
  const wide = high.length >= positions.length
  for (let i = 0; i < positions.length; i++) {
    const key = positions[i]! - minimum
    place[i] = i
    low[i] = key // modulo 2^32
    if (wide) high[i] = key / TWO_32
  }
}
interface Digit {
  readonly word: 'low' | 'high'
  readonly shift: number
  readonly side: 0 | 1
  readonly wide: boolean
}

/** False: the digit is the same everywhere, and nothing was moved. */
function pass(scratch: RadixScratch, length: number, { word, shift, side, wide }: Digit): boolean {
  const next = new Int32Array(DIGITS)
  const key = scratch[word][side]
  for (let i = 0; i < length; i++) next[(key[i]! >>> shift) & (DIGITS - 1)]!++
  let sum = 0
  for (let d = 0; d < DIGITS; d++) {
    const count = next[d]!
    if (count === length) return false
    next[d] = sum
    sum += count
  }
  const other = side === 0 ? 1 : 0
  if (wide) moveWide(scratch, length, { key, shift, side, next })
  else moveNarrow(key, { place: scratch.place[side], toKey: scratch.low[other], toPlace: scratch.place[other] }, { length, shift, next })
  return true
}

function moveNarrow(
  key: Uint32Array,
  of: { readonly place: Int32Array; readonly toKey: Uint32Array; readonly toPlace: Int32Array },
  by: { readonly length: number; readonly shift: number; readonly next: Int32Array },
): void {
  const { place, toKey, toPlace } = of
  const { length, shift, next } = by
  for (let i = 0; i < length; i++) {
    const k = key[i]!
    const at = next[(k >>> shift) & (DIGITS - 1)]!++
    toKey[at] = k
    toPlace[at] = place[i]!
  }
}

function moveWide(
  scratch: RadixScratch,
  length: number,
  by: { readonly key: Uint32Array; readonly shift: number; readonly side: 0 | 1; readonly next: Int32Array },
): void {
  const { key, shift, side, next } = by
  const other = side === 0 ? 1 : 0
  const low = scratch.low[side]
  const high = scratch.high[side]
  const place = scratch.place[side]
  const toLow = scratch.low[other]
  const toHigh = scratch.high[other]
  const toPlace = scratch.place[other]
  for (let i = 0; i < length; i++) {
    const at = next[(key[i]! >>> shift) & (DIGITS - 1)]!++
    toLow[at] = low[i]!
    toHigh[at] = high[i]!
    toPlace[at] = place[i]!
  }
}
