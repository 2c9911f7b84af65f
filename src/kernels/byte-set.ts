/** A fixed set of byte strings, for IN lists over text. */
import { hashBytes } from '../columnar/hash-bytes.ts'

export class ByteSet {
  readonly #items: readonly Uint8Array[]
  /** Item number + 1 by hash, 0: free. At most half full; the length is a power of two. */
  readonly #slots: Int32Array

  constructor(items: readonly Uint8Array[]) {
    this.#items = items
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(items.length * 2 + 2)))
    for (const [i, item] of items.entries()) {
      let slot = hashBytes(item, 0, item.length) & (this.#slots.length - 1)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
      this.#slots[slot] = i + 1
    }
  }

  has(bytes: Uint8Array, start: number, end: number): boolean {
    const mask = this.#slots.length - 1
    for (let slot = hashBytes(bytes, start, end) & mask; ; slot = (slot + 1) & mask) {
      const item = this.#slots[slot]! // slot is masked
      if (item === 0) return false
      if (sameBytes(this.#items[item - 1]!, bytes, start, end)) return true // slots hold numbers of items
    }
  }
}

function sameBytes(item: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (item.length !== end - start) return false
  for (let i = 0; i < item.length; i++) if (item[i] !== bytes[start + i]) return false
  return true
}
