/** Numbers values of two 32-bit words: 64-bit integers, timestamps, decimals, float64, and pairs of numbers. */
import { grow } from '../../columnar/grow.ts'
import { mixHash } from '../mix-hash.ts'

// `!`: slots are within the table, which is never full, and numbers are below `size`.

// A slot is four entries: low word, high word, number + 1 (0: free), unused.
const SLOT_BITS = 2

export class DoubleWordCodes {
  size = 0
  /** By number: low word, high word. */
  private known = new Int32Array(0)
  private table = new Int32Array(256 << SLOT_BITS)

  /** Low and high word of each value so far. */
  words(): Int32Array {
    return this.known.slice(0, this.size * 2)
  }

  assign(low: number, high: number): number {
    const slot = this.slotOf(low, high)
    const number = this.table[slot + 2]!
    return number !== 0 ? number - 1 : this.add(low, high, slot)
  }

  find(low: number, high: number): number {
    return this.table[this.slotOf(low, high) + 2]! - 1
  }

  private slotOf(low: number, high: number): number {
    const { table } = this
    const mask = table.length - 1
    let slot = (mixHash(Math.imul(high, 0x9e3779b1) ^ low) << SLOT_BITS) & mask
    while (table[slot + 2] !== 0 && (table[slot] !== low || table[slot + 1] !== high)) slot = (slot + 4) & mask
    return slot
  }

  private add(low: number, high: number, slot: number): number {
    const number = this.size
    if (number * 2 === this.known.length) this.known = grow(this.known, number * 2 + 2)
    this.known[number * 2] = low
    this.known[number * 2 + 1] = high
    this.table[slot] = low
    this.table[slot + 1] = high
    this.table[slot + 2] = number + 1
    this.size = number + 1
    if (this.size << (SLOT_BITS + 1) > this.table.length) this.rehash()
    return number
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2)
    for (let number = 0; number < this.size; number++) {
      const low = this.known[number * 2]!
      const high = this.known[number * 2 + 1]!
      const slot = this.slotOf(low, high)
      this.table[slot] = low
      this.table[slot + 1] = high
      this.table[slot + 2] = number + 1
    }
  }
}
