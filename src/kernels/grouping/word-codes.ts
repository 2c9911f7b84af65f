/** Numbers values of one 32-bit word: by a table over the range of the values while that is small, else by a hash table. */
import type { Column } from '../../columnar/column.ts'
import { grow } from '../../columnar/grow.ts'
import { mixHash } from '../mix-hash.ts'
import { RangeCodes } from './range-codes.ts'
import { homeSlot, PART_SHIFT, SlotParts } from './slot-parts.ts'
import type { ValueCodes } from './value-codes.ts'

export interface WordLayout {
  /** The rows of a column as words, equal where the values are equal. */
  toWords(column: Column): Int32Array
  /** The first `length` words as a column. */
  toColumn(words: Int32Array, length: number): Column
}

// `!`: rows are rows of the open column, slots are within their part, which is never full.

export class WordCodes implements ValueCodes {
  private readonly layout: WordLayout
  private words: Int32Array = new Int32Array(0)
  /** Until its range is too large. */
  private range: RangeCodes | undefined = new RangeCodes()
  private hashed = 0
  /** By number: the value. */
  private known: Int32Array = new Int32Array(0)
  /** Slots of hash and number + 1. No two words have the same hash. */
  private readonly slots = new SlotParts(1)

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
    return range === undefined ? this.assignInSlots(word) : range.assign(word)
  }

  findRow(row: number): number {
    const word = this.words[row]!
    return this.range === undefined ? this.findInSlots(word) : this.range.find(word)
  }

  assignAll(codes: Uint32Array): void {
    if (codes.length === 0) return
    const { words } = this
    const { least, most } = extremes(words, codes.length)
    const range = this.rangeFor(least, most)
    if (range === undefined) this.assignAllInSlots(codes)
    else range.assignAll(words, 1, codes)
  }

  findAll(codes: Int32Array): void {
    if (this.range !== undefined) this.range.findAll(this.words, 1, codes)
    else for (let row = 0; row < codes.length; row++) codes[row] = this.findInSlots(this.words[row]!)
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
    for (let number = 0; number < this.hashed; number++) this.enter(this.known[number]!, number)
    return undefined
  }

  private assignAllInSlots(codes: Uint32Array): void {
    const { words } = this
    let last = words[0]!
    let lastNumber = this.assignInSlots(last)
    for (let row = 0; row < codes.length; row++) {
      const word = words[row]!
      if (word !== last) {
        last = word
        lastNumber = this.assignInSlots(word)
      }
      codes[row] = lastNumber
    }
  }

  private assignInSlots(word: number): number {
    const number = this.findInSlots(word)
    return number < 0 ? this.add(word) : number
  }

  private add(word: number): number {
    const number = this.hashed
    if (number === this.known.length) this.known = grow(this.known, number + 1)
    this.known[number] = word
    this.hashed = number + 1
    this.enter(word, number)
    return number
  }

  private enter(word: number, number: number): void {
    const hash = mixHash(word) | 0
    const part = this.partOf(hash)
    const slot = slotOf(part, hash)
    part[slot] = hash
    part[slot + 1] = number + 1
    this.slots.filled(hash)
  }

  private findInSlots(word: number): number {
    const hash = mixHash(word) | 0
    const part = this.partOf(hash)
    return part[slotOf(part, hash) + 1]! - 1
  }

  private partOf(hash: number): Int32Array {
    const { parts } = this.slots
    return parts[(hash >>> PART_SHIFT) & (parts.length - 1)]!
  }
}

/** The slot of a hash, or the free one where it belongs. */
function slotOf(part: Int32Array, hash: number): number {
  const mask = part.length - 1
  let slot = homeSlot(part, hash, 1)
  while (part[slot + 1] !== 0 && part[slot] !== hash) slot = (slot + 2) & mask
  return slot
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
