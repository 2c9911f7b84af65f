/** The index of a bgzipped text: from offsets in the text to the BGZF blocks that hold them (bgzip -i). */
import { QueryError } from '../common/errors.ts'
import type { VirtualOffset } from '../io/virtual-offset.ts'

export class GziIndex {
  readonly location: string
  /** Where each block begins: in the file and in the text. Ascending; the first block, at 0, is among them. */
  readonly #blocks: Float64Array
  readonly #texts: Float64Array

  constructor(location: string, blocks: Float64Array, texts: Float64Array) {
    this.location = location
    this.#blocks = blocks
    this.#texts = texts
  }

  /** A block holds 65,536 bytes at most: an offset further behind the last block is not in the text, and has no place. */
  virtualOffset(textOffset: number): VirtualOffset | undefined {
    let low = 0
    let high = this.#texts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#texts[middle]! <= textOffset)
        low = middle + 1 // middle lies below the length
      else high = middle
    }
    // In range: the first block begins at 0.
    const within = textOffset - this.#texts[low - 1]!
    return within > 65_536 ? undefined : { block: this.#blocks[low - 1]!, within }
  }

  /** A FORMAT error if a block would begin beyond the end of data of this size. */
  checkFits(dataSize: number, dataLocation: string): void {
    const last = this.#blocks.at(-1) ?? 0
    if (last <= dataSize) return
    const message = `The index ${this.location} does not fit ${dataLocation}: it points to byte ${last}, but the file has ${dataSize} bytes. Build the index again (bgzip -r).`
    const at = { location: dataLocation, indexLocation: this.location, byteOffset: last }
    throw new QueryError('FORMAT', message, at, { reason: 'index_mismatch' })
  }
}
