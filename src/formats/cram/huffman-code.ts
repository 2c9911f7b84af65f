/** Canonical Huffman codes (CRAM §13.3): from bits to values. */
import type { BitCursor } from './bit-cursor.ts'
import { CramFault } from './cram-fault.ts'

const MOST_BITS = 31

export class HuffmanCode {
  /** By the length of the code: the first code, how many there are, and where their values begin. */
  private readonly first = new Int32Array(MOST_BITS + 1)
  private readonly counts = new Int32Array(MOST_BITS + 1)
  private readonly starts = new Int32Array(MOST_BITS + 1)
  private readonly values: Int32Array
  private readonly longest: number

  constructor(alphabet: readonly number[], lengths: readonly number[]) {
    if (alphabet.length !== lengths.length)
      throw new CramFault(`a Huffman code has ${alphabet.length} values and ${lengths.length} lengths`)
    const codes = alphabet.map((value, i) => ({ value, length: lengths[i] ?? 0 }))
    if (codes.some(({ length }) => length < 0 || length > MOST_BITS)) throw new CramFault('a Huffman code has an impossible length')
    codes.sort((a, b) => a.length - b.length || a.value - b.value)
    this.values = Int32Array.from(codes, ({ value }) => value)
    this.longest = codes.at(-1)?.length ?? 0
    for (const { length } of codes) this.counts[length]!++ // lengths were checked
    let code = 0
    let start = 0
    for (let length = 0; length <= this.longest; length++) {
      this.first[length] = code
      this.starts[length] = start
      const count = this.counts[length]! // in range
      if (code + count > 2 ** length) throw new CramFault('a Huffman code has more codes than fit its lengths')
      code = (code + count) * 2
      start += count
    }
  }

  /** The value where there is only one, which takes no bits. */
  get constant(): number | undefined {
    return this.values.length === 1 && this.longest === 0 ? this.values[0] : undefined
  }

  read(bits: BitCursor): number {
    let code = 0
    for (let length = 0; length <= this.longest; length++) {
      if (length > 0) code = (code << 1) | bits.bit()
      const at = code - this.first[length]! // lengths are in range
      if (at >= 0 && at < this.counts[length]!) return this.values[this.starts[length]! + at]!
    }
    throw new CramFault('bits of the core data block are no code')
  }
}
