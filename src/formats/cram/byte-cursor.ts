/** Reads bytes and CRAM's numbers (CRAM §2.3) one after another. Several data series may share one, where they share a block. */
import { CramFault } from './cram-fault.ts'

export class ByteCursor {
  readonly bytes: Uint8Array
  at: number
  readonly end: number
  /** What the bytes are, for faults. */
  readonly name: string

  constructor(bytes: Uint8Array, name: string, at = 0) {
    this.bytes = bytes
    this.at = at
    this.end = bytes.length
    this.name = name
  }

  get left(): number {
    return this.end - this.at
  }

  byte(): number {
    if (this.at >= this.end) throw this.tooShort()
    return this.bytes[this.at++]! // in range: checked above
  }

  /** A signed number of 32 bits in one to five bytes. */
  itf8(): number {
    const { bytes, at, end } = this
    if (at >= end) throw this.tooShort()
    const first = bytes[at]! // in range: checked above
    if (first < 0x80) {
      this.at = at + 1
      return first
    }
    const length = first < 0xc0 ? 2 : first < 0xe0 ? 3 : first < 0xf0 ? 4 : 5
    if (at + length > end) throw this.tooShort()
    this.at = at + length
    // In range: the length was checked.
    if (length === 2) return ((first & 0x3f) << 8) | bytes[at + 1]!
    if (length === 3) return ((first & 0x1f) << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    if (length === 4) return ((first & 0x0f) << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    return ((first & 0x0f) << 28) | (bytes[at + 1]! << 20) | (bytes[at + 2]! << 12) | (bytes[at + 3]! << 4) | (bytes[at + 4]! & 0x0f)
  }

  /** A number of 64 bits in one to nine bytes; as a double, because no count is beyond 2^53. */
  ltf8(): number {
    const first = this.byte()
    let more = 0
    while (more < 8 && first & (0x80 >> more)) more++
    let value = more >= 7 ? 0 : first & (0xff >> (more + 1))
    for (let i = 0; i < more; i++) value = value * 256 + this.byte()
    return value
  }

  int32(): number {
    if (this.left < 4) throw this.tooShort()
    const { bytes, at } = this
    this.at = at + 4
    // In range: checked above.
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  }

  /** A view. */
  take(length: number): Uint8Array {
    if (length < 0 || length > this.left) {
      throw new CramFault(`${this.name}: ${length} bytes are announced where ${this.left} are left`)
    }
    const from = this.at
    this.at += length
    return this.bytes.subarray(from, this.at)
  }

  /** Numbers of at least a byte each, so that their count is bounded by what is left. */
  itf8Array(): readonly number[] {
    const count = this.itf8()
    if (count < 0 || count > this.left) throw new CramFault(`${this.name}: an array of ${count} numbers where ${this.left} bytes are left`)
    return Array.from({ length: count }, () => this.itf8())
  }

  tooShort(): CramFault {
    return new CramFault(`${this.name} ends too early`)
  }
}
