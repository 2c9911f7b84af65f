/** Numbers values of one 32-bit word: by a table over the range of the values while that is small, else by a hash table. */
import type { Column } from '../../columnar/column.ts'
import { grow } from '../../columnar/grow.ts'
import { mixHash } from '../mix-hash.ts'
import { RangeCodes } from './range-codes.ts'
import type { ValueCodes } from './value-codes.ts'

export interface WordLayout {
  /** The rows of a column as words, equal where the values are equal. */
  toWords(column: Column): Int32Array
  /** The first `length` words as a column. */
  toColumn(words: Int32Array, length: number): Column
}

// `!`: rows are rows of the open column, slots are within the tables, which are never full.

export class WordCodes implements ValueCodes {
  private readonly layout: WordLayout
  private words: Int32Array = new Int32Array(0)
  /** Until its range is too large. */
  private range: RangeCodes | undefined = new RangeCodes()
  private hashed = 0
  /** By number: the value. */
  private known: Int32Array = new Int32Array(0)
  /** Pairs of value and number + 1, 0: free. */
  private table = new Int32Array(0)

  constructor(layout: WordLayout) {
    this.layout = layout
  }

  get size(): number {
    return this.range?.size ?? this.hashed
  }

  open(column: Column): void {
    this.words = this.layout.toWords(column)
  }

  assignRow(row: number): number {
    const word = this.words[row]!
    const range = this.rangeFor(word, word)
    return range === undefined ? this.assignInTable(word) : range.assign(word)
  }

  findRow(row: number): number {
    const word = this.words[row]!
    return this.range === undefined ? this.table[this.slotOf(word) + 1]! - 1 : this.range.find(word)
  }

  assignAll(codes: Uint32Array): void {
    if (codes.length === 0) return
    const { words } = this
    const { least, most } = extremes(words, codes.length)
    const range = this.rangeFor(least, most)
    if (range === undefined) this.assignAllInTable(codes)
    else range.assignAll(words, 1, codes)
  }

  findAll(codes: Int32Array): void {
    if (this.range !== undefined) this.range.findAll(this.words, 1, codes)
    else for (let row = 0; row < codes.length; row++) codes[row] = this.table[this.slotOf(this.words[row]!) + 1]! - 1
  }

  values(): Column {
    return this.layout.toColumn(this.range?.words() ?? this.known.slice(0, this.hashed), this.size)
  }

  /** Undefined: the hash table takes them, from now on. */
  private rangeFor(least: number, most: number): RangeCodes | undefined {
    if (this.range === undefined || this.range.fit(least, most)) return this.range
    this.known = this.range.words()
    this.hashed = this.known.length
    this.range = undefined
    this.rehash(Math.max(1024, 2 ** Math.ceil(Math.log2(this.hashed * 4 + 2))))
    return undefined
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
    const known = this.table[slot + 1]!
    if (known !== 0) return known - 1
    const number = this.hashed
    if (number === this.known.length) this.known = grow(this.known, number + 1)
    this.known[number] = word
    this.table[slot] = word
    this.table[slot + 1] = number + 1
    this.hashed = number + 1
    if (this.hashed * 4 > this.table.length) this.rehash(this.table.length * 2)
    return number
  }

  /** The slot of a word, or the free one where it belongs. */
  private slotOf(word: number): number {
    const { table } = this
    const mask = table.length - 1
    let slot = (mixHash(word) << 1) & mask
    while (table[slot + 1] !== 0 && table[slot] !== word) slot = (slot + 2) & mask
    return slot
  }

  private rehash(length: number): void {
    this.table = new Int32Array(length)
    for (let number = 0; number < this.hashed; number++) {
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
