/** Reads the bytes, counts and sizes of compressed data one after another. */
import { CodecFault } from './codec-fault.ts'

export class CompressedInput {
  readonly bytes: Uint8Array
  at: number
  readonly end: number

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get left(): number {
    return this.end - this.at
  }

  byte(): number {
    if (this.at >= this.end) throw new CodecFault('the compressed data ends too early')
    return this.bytes[this.at++]! // in range: checked above
  }

  uint16(): number {
    return this.byte() | (this.byte() << 8)
  }

  uint32(): number {
    return (this.uint16() | (this.uint16() << 16)) >>> 0
  }

  /** Seven bits a byte, the highest first (CRAM codecs §1.4). */
  uint7(): number {
    let value = 0
    for (let i = 0; i < 5; i++) {
      const byte = this.byte()
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
    throw new CodecFault('a number of the compressed data is longer than five bytes')
  }

  /** ITF-8 (CRAM §2.3), as far as frequencies need it. */
  itf8(): number {
    const first = this.byte()
    if (first < 0x80) return first
    if (first < 0xc0) return ((first & 0x3f) << 8) | this.byte()
    if (first < 0xe0) return ((first & 0x1f) << 16) | (this.byte() << 8) | this.byte()
    throw new CodecFault('a frequency of the compressed data is too large')
  }

  take(length: number): Uint8Array {
    if (length > this.left) throw new CodecFault(`${length} bytes are announced where ${this.left} are left`)
    const from = this.at
    this.at += length
    return this.bytes.subarray(from, this.at)
  }
}
