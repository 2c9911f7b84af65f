/** Radix sort of row numbers by the positions they stand for, least significant digit first, 11 bits a pass. Stable. */
import type { Positions } from './interval-set.ts'

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
const TWO_32 = 2 ** 32

/** Keys are position - minimum: their low and, where the span needs it, high 32 bits, beside the rows. Two of each, to go back and forth. */
export interface RadixScratch {
  readonly low: readonly [Uint32Array, Uint32Array]
  readonly row: readonly [Int32Array, Int32Array]
  high: readonly [Uint32Array, Uint32Array]
}

const NOTHING = new Uint32Array(0)

export function createRadixScratch(length: number): RadixScratch {
  return {
    low: [new Uint32Array(length), new Uint32Array(length)],
    row: [new Int32Array(length), new Int32Array(length)],
    high: [NOTHING, NOTHING],
  }
}

export interface RadixRun {
  readonly rows: Int32Array
  readonly from: number
  readonly to: number
  readonly start: Positions
}

// Indices below are bounded by the run, which fits the scratch, hence `!`.

/** Sorts rows[from..to) by start; yields between passes. */
export function* radixSortRows(run: RadixRun, scratch: RadixScratch): Generator<void, void> {
  const length = run.to - run.from
  const { minimum, span } = extent(run)
  const wide = span >= TWO_32
  if (wide && scratch.high[0].length < length) scratch.high = [new Uint32Array(length), new Uint32Array(length)]
  fillKeys(run, minimum, scratch)
  let side: 0 | 1 = 0
  for (let shift = 0; shift < 32 && 2 ** shift <= span; shift += DIGIT_BITS) {
    if (pass(scratch, length, { word: 'low', shift, side, wide })) side = side === 0 ? 1 : 0
    yield
  }
  for (let shift = 0; 2 ** (32 + shift) <= span; shift += DIGIT_BITS) {
    if (pass(scratch, length, { word: 'high', shift, side, wide })) side = side === 0 ? 1 : 0
    yield
  }
  run.rows.set(scratch.row[side].subarray(0, length), run.from)
}

function extent({ rows, from, to, start }: RadixRun): { readonly minimum: number; readonly span: number } {
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  for (let i = from; i < to; i++) {
    const s = start[rows[i]!]!
    if (s < minimum) minimum = s
    if (s > maximum) maximum = s
  }
  return { minimum, span: maximum - minimum }
}

function fillKeys({ rows, from, to, start }: RadixRun, minimum: number, scratch: RadixScratch): void {
  const low = scratch.low[0]
  const row = scratch.row[0]
  const high = scratch.high[0]
  const wide = high.length > 0
  for (let i = from, at = 0; i < to; i++, at++) {
    const key = start[rows[i]!]! - minimum
    row[at] = rows[i]!
    low[at] = key // modulo 2^32
    if (wide) high[at] = key / TWO_32
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
  else moveNarrow(key, { row: scratch.row[side], toKey: scratch.low[other], toRow: scratch.row[other] }, { length, shift, next })
  return true
}

function moveNarrow(
  key: Uint32Array,
  of: { readonly row: Int32Array; readonly toKey: Uint32Array; readonly toRow: Int32Array },
  by: { readonly length: number; readonly shift: number; readonly next: Int32Array },
): void {
  const { row, toKey, toRow } = of
  const { length, shift, next } = by
  for (let i = 0; i < length; i++) {
    const k = key[i]!
    const at = next[(k >>> shift) & (DIGITS - 1)]!++
    toKey[at] = k
    toRow[at] = row[i]!
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
  const row = scratch.row[side]
  const toLow = scratch.low[other]
  const toHigh = scratch.high[other]
  const toRow = scratch.row[other]
  for (let i = 0; i < length; i++) {
    const at = next[(key[i]! >>> shift) & (DIGITS - 1)]!++
    toLow[at] = low[i]!
    toHigh[at] = high[i]!
    toRow[at] = row[i]!
  }
}
