/** Reads the bits of a core data block, the highest of each byte first (CRAM §2.2). */
import { CramFault } from './cram-fault.ts'

const MOST_BITS = 32

export class BitCursor {
  private readonly bytes: Uint8Array
  private at = 0 // in bits
  private readonly end: number

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.end = bytes.length * 8
  }

  bit(): number {
    const { at } = this
    if (at >= this.end) throw new CramFault('the core data block ends too early')
    this.at = at + 1
    return (this.bytes[at >>> 3]! >>> (7 - (at & 7))) & 1 // in range: checked above
  }

  /** A number of up to 32 bits; beyond 31 it is signed. */
  bits(count: number): number {
    if (count > MOST_BITS || this.at + count > this.end) throw new CramFault('the core data block ends too early')
    let value = 0
    for (let i = 0; i < count; i++) value = (value << 1) | this.bit()
    return value
  }

  /** How many bits `bit` come before the first other one, which is used up too. */
  unary(bit: 0 | 1): number {
    let count = 0
    while (this.bit() === bit) count++
    return count
  }
}
