/** Numbers values of two 32-bit words: 64-bit integers, timestamps, decimals, float64, and pairs of numbers. */
import { grow } from '../../columnar/grow.ts'
import { mixHash } from '../mix-hash.ts'
import { homeSlot, PART_SHIFT, SlotParts } from './slot-parts.ts'

// `!`: slots are within their part, which is never full, and numbers are below `size`.

export class DoubleWordCodes {
  size = 0
  /** By number: low word, high word. */
  private known = new Int32Array(0)
  /** Slots of hash, number + 1, low word, high word. */
  private readonly slots = new SlotParts(2)

  /** Low and high word of each value so far. */
  words(): Int32Array {
    return this.known.slice(0, this.size * 2)
  }

  assign(low: number, high: number): number {
    const hash = hashOf(low, high)
    const part = this.partOf(hash)
    const slot = slotOf(part, hash, low, high)
    const number = part[slot + 1]!
    if (number !== 0) return number - 1
    part[slot] = hash
    part[slot + 1] = this.size + 1
    part[slot + 2] = low
    part[slot + 3] = high
    this.slots.filled(hash)
    return this.add(low, high)
  }

  find(low: number, high: number): number {
    const hash = hashOf(low, high)
    const part = this.partOf(hash)
    return part[slotOf(part, hash, low, high) + 1]! - 1
  }

  private partOf(hash: number): Int32Array {
    const { parts } = this.slots
    return parts[(hash >>> PART_SHIFT) & (parts.length - 1)]!
  }

  private add(low: number, high: number): number {
    const number = this.size
    if (number * 2 === this.known.length) this.known = grow(this.known, number * 2 + 2)
    this.known[number * 2] = low
    this.known[number * 2 + 1] = high
    this.size = number + 1
    return number
  }
}

function hashOf(low: number, high: number): number {
  return mixHash(Math.imul(high, 0x9e3779b1) ^ low) | 0
}

/** The slot of a value, or the free one where it belongs. */
function slotOf(part: Int32Array, hash: number, low: number, high: number): number {
  const mask = part.length - 1
  let slot = homeSlot(part, hash, 2)
  while (part[slot + 1] !== 0 && (part[slot + 2] !== low || part[slot + 3] !== high)) slot = (slot + 4) & mask
  return slot
}
