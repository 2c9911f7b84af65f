/** Which BGZF blocks the text at hand came from: positions in the text to virtual offsets. */
import type { VirtualOffset } from '../virtual-offset.ts'

export class BlockList {
  // One entry a block, ascending. Positions may be negative once part of a block was dropped.
  #addresses: number[] = []
  #positions: number[] = []
  #sizes: number[] = []

  get lastSize(): number | undefined {
    return this.#sizes.at(-1)
  }

  add(address: number, position: number, size: number): void {
    this.#addresses.push(address)
    this.#positions.push(position)
    this.#sizes.push(size)
  }

  /** The text's first `count` bytes are gone: the rest moves, and blocks that lie before it are forgotten but for the last one. */
  drop(count: number): void {
    // In range: i and keep run over the entries.
    for (let i = 0; i < this.#positions.length; i++) this.#positions[i] = this.#positions[i]! - count
    let gone = 0
    while (gone < this.#positions.length - 1 && this.#positions[gone]! + this.#sizes[gone]! <= 0) gone++
    if (gone === 0) return
    this.#addresses.splice(0, gone)
    this.#positions.splice(0, gone)
    this.#sizes.splice(0, gone)
  }

  /** The block that holds the byte; undefined behind the last one. */
  at(position: number): VirtualOffset | undefined {
    let low = 0
    let high = this.#positions.length
    while (low < high) {
      const middle = (low + high) >> 1
      // In range: middle < high. The first block that ends behind the position is looked for; empty ones never hold it.
      if (this.#positions[middle]! + this.#sizes[middle]! > position) high = middle
      else low = middle + 1
    }
    const address = this.#addresses[low]
    return address === undefined ? undefined : { block: address, within: position - this.#positions[low]! }
  }

  sizeOf(address: number): number | undefined {
    return this.#sizes[this.#addresses.indexOf(address)]
  }
}
