/** Numbers values of one 32-bit word: by a table over the range of the values while that is small, else by a hash table. */
import type { Column } from '../../columnar/column.ts'
import { grow } from '../../columnar/grow.ts'
import { mixHash } from '../mix-hash.ts'
import type { ValueCodes } from './value-codes.ts'

/** The largest range that has a table: 8 MB of it. */
const MAX_RANGE = 1 << 21

export interface WordLayout {
  /** The rows of a column as words, equal where the values are equal. */
  toWords(column: Column): Int32Array
  /** The first `length` words as a column. */
  toColumn(words: Int32Array, length: number): Column
}

// `!`: rows are rows of the open column, slots are within the tables, which are never full.

export class WordCodes implements ValueCodes {
  size = 0
  private readonly layout: WordLayout
  private words: Int32Array = new Int32Array(0)
  /** By number: the value. */
  private known = new Int32Array(0)
  /** By value - base: the number + 1, 0 if it has none. Not used once there is a hash table. */
  private range = new Int32Array(0)
  private base = 0
  /** Pairs of value and number + 1, 0: free. Empty until the range is too large. */
  private table = new Int32Array(0)

  constructor(layout: WordLayout) {
    this.layout = layout
  }

  open(column: Column): void {
    this.words = this.layout.toWords(column)
  }

  assignRow(row: number): number {
    const word = this.words[row]!
    if (this.table.length === 0 && !this.inRange(word, word)) this.startTable()
    return this.table.length === 0 ? this.assignInRange(word) : this.assignInTable(word)
  }

  findRow(row: number): number {
    const word = this.words[row]!
    if (this.table.length === 0) return (this.range[word - this.base] ?? 0) - 1
    return this.table[this.slotOf(word) + 1]! - 1
  }

  assignAll(codes: Uint32Array): void {
    if (codes.length === 0) return
    const { words } = this
    if (this.table.length === 0) {
      const { least, most } = extremes(words, codes.length)
      if (!this.inRange(least, most)) this.startTable()
    }
    if (this.table.length === 0) for (let row = 0; row < codes.length; row++) codes[row] = this.assignInRange(words[row]!)
    else this.assignAllInTable(codes)
  }

  values(): Column {
    return this.layout.toColumn(this.known.slice(0, this.size), this.size)
  }

  private assignInRange(word: number): number {
    const number = this.range[word - this.base]!
    if (number !== 0) return number - 1
    this.range[word - this.base] = this.size + 1
    return this.add(word)
  }

  private assignAllInTable(codes: Uint32Array): void {
    const { words } = this
    let last = words[0]!
    let lastNumber = this.assignInTable(last)
    for (let row = 0; row < codes.length; row++) {
      const word = words[row]!
      if (word !== last) {
        last = word
        lastNumber = this.assignInTable(word)
      }
      codes[row] = lastNumber
    }
  }

  private assignInTable(word: number): number {
    const slot = this.slotOf(word)
    const number = this.table[slot + 1]!
    if (number !== 0) return number - 1
    this.table[slot] = word
    this.table[slot + 1] = this.size + 1
    const added = this.add(word)
    if (this.size * 4 > this.table.length) this.rehash(this.table.length * 2)
    return added
  }

  /** The slot of a word, or the free one where it belongs. */
  private slotOf(word: number): number {
    const { table } = this
    const mask = table.length - 1
    let slot = (mixHash(word) << 1) & mask
    while (table[slot + 1] !== 0 && table[slot] !== word) slot = (slot + 2) & mask
    return slot
  }

  private add(word: number): number {
    const number = this.size
    if (number === this.known.length) this.known = grow(this.known, number + 1)
    this.known[number] = word
    this.size = number + 1
    return number
  }

  /** Makes the range hold least..most; false where it would be too large. */
  private inRange(least: number, most: number): boolean {
    const { range, base } = this
    if (range.length > 0 && least >= base && most < base + range.length) return true
    const from = range.length === 0 ? least : Math.min(least, base)
    const to = range.length === 0 ? most + 1 : Math.max(most + 1, base + range.length)
    if (to - from > MAX_RANGE) return false
    // Half as much again on the side that grew, so that rising values do not copy the table each time.
    const spare = Math.min(MAX_RANGE - (to - from), 64 + ((to - from) >>> 1))
    const newBase = least < base && range.length > 0 ? from - spare : from
    const larger = new Int32Array(to - from + spare)
    if (range.length > 0) larger.set(range, base - newBase)
    this.range = larger
    this.base = newBase
    return true
  }

  private startTable(): void {
    this.range = new Int32Array(0)
    this.rehash(Math.max(1024, 2 ** Math.ceil(Math.log2(this.size * 4 + 2))))
  }

  private rehash(length: number): void {
    this.table = new Int32Array(length)
    for (let number = 0; number < this.size; number++) {
      const word = this.known[number]!
      const slot = this.slotOf(word)
      this.table[slot] = word
      this.table[slot + 1] = number + 1
    }
  }
}

function extremes(words: Int32Array, length: number): { readonly least: number; readonly most: number } {
  let least = words[0]!
  let most = least
  for (let i = 1; i < length; i++) {
    const word = words[i]!
    if (word < least) least = word
    else if (word > most) most = word
  }
  return { least, most }
}
