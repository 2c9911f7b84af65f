/** A growing list of virtual offsets, 64 bits each as in an index file: a contig has ten thousands, too many for an object each. */
import type { VirtualOffset } from '../io/virtual-offset.ts'

export class OffsetList {
  #offsets = new BigUint64Array(16)
  #words = new Uint32Array(this.#offsets.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(block: number, within: number): void {
    if (this.#length === this.#offsets.length) this.#grow()
    // The low word first: typed arrays are little-endian wherever this runs.
    this.#words[2 * this.#length] = (block << 16) | within
    this.#words[2 * this.#length + 1] = Math.floor(block / 2 ** 16)
    this.#length++
  }

  /** Ascending. Without a comparator the engine sorts the bytes in place and makes no bigint. */
  sort(): void {
    this.#offsets.subarray(0, this.#length).sort()
  }

  blockAt(i: number): number {
    return this.#high(i) * 2 ** 16 + (this.#low(i) >>> 16)
  }

  withinAt(i: number): number {
    return this.#low(i) & 0xffff
  }

  at(i: number): VirtualOffset {
    return { block: this.blockAt(i), within: this.withinAt(i) }
  }

  #low(i: number): number {
    return this.#words[2 * i] ?? 0
  }

  #high(i: number): number {
    return this.#words[2 * i + 1] ?? 0
  }

  #grow(): void {
    const larger = new BigUint64Array(this.#offsets.length * 2)
    larger.set(this.#offsets)
    this.#offsets = larger
    this.#words = new Uint32Array(larger.buffer)
  }
}
