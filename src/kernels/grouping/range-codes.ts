/** Numbers 32-bit words by a table over their range: one look-up a row, as long as the range is small. */
import { grow } from '../../columnar/grow.ts'

/** The largest range that always has a table: 8 MB of it. */
const SMALL_RANGE = 1 << 21

/** A range may be this many times larger than the number of words in it: a hash table would not take less. */
const ENTRIES_A_WORD = 8

// `!`: words are within the range, which `fit` has made large enough; rows are below the length of `codes`.

export class RangeCodes {
  size = 0
  /** By number: the word. */
  private known = new Int32Array(0)
  /** By word - base: the number + 1, 0 if it has none. */
  private range = new Int32Array(0)
  private base = 0

  /** The words by number. */
  words(): Int32Array {
    return this.known.slice(0, this.size)
  }

  /** Makes the range hold least..most; false where it would be too large. */
  fit(least: number, most: number): boolean {
    const { range, base } = this
    if (range.length > 0 && least >= base && most < base + range.length) return true
    const from = range.length === 0 ? least : Math.min(least, base)
    const to = range.length === 0 ? most + 1 : Math.max(most + 1, base + range.length)
    const largest = Math.max(SMALL_RANGE, this.size * ENTRIES_A_WORD)
    if (to - from > largest) return false
    // Half as much again on the side that grew, so that rising values do not copy the table each time.
    const spare = Math.min(largest - (to - from), 64 + ((to - from) >>> 1))
    const newBase = least < base && range.length > 0 ? from - spare : from
    const larger = new Int32Array(to - from + spare)
    if (range.length > 0) larger.set(range, base - newBase)
    this.range = larger
    this.base = newBase
    return true
  }

  /** Of a word that fits. */
  assign(word: number): number {
    const number = this.range[word - this.base]!
    return number !== 0 ? number - 1 : this.add(word)
  }

  /** -1: the word never came. */
  find(word: number): number {
    return (this.range[word - this.base] ?? 0) - 1
  }

  /** Words 0, stride, 2 * stride …, which all fit. */
  assignAll(words: Int32Array, stride: 1 | 2, codes: Uint32Array): void {
    const { range, base } = this
    for (let row = 0, at = 0; row < codes.length; row++, at += stride) {
      const number = range[words[at]! - base]!
      codes[row] = number !== 0 ? number - 1 : this.add(words[at]!)
    }
  }

  /** Of words 0, stride, 2 * stride …; -1 where one never came. */
  findAll(words: Int32Array, stride: 1 | 2, codes: Int32Array): void {
    const { range, base } = this
    const { length } = range
    for (let row = 0, at = 0; row < codes.length; row++, at += stride) {
      const place = words[at]! - base
      codes[row] = place >= 0 && place < length ? range[place]! - 1 : -1
    }
  }

  private add(word: number): number {
    const number = this.size
    if (number === this.known.length) this.known = grow(this.known, number + 1)
    this.known[number] = word
    this.range[word - this.base] = number + 1
    this.size = number + 1
    return number
  }
}
