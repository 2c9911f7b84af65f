/** Bytes of a slice in the making. Bounded: what a slice of some MB inflates to must not take all memory. */
import { QueryError } from '../../common/errors.ts'

const MOST_BYTES = 2 ** 30

export class GrowingBytes {
  bytes: Uint8Array
  used = 0

  constructor(capacity = 1 << 12) {
    this.bytes = new Uint8Array(capacity)
  }

  /** Makes room for so many more. */
  reserve(count: number): Uint8Array {
    const wanted = this.used + count
    if (wanted > this.bytes.length) {
      if (wanted > MOST_BYTES) {
        throw new QueryError(
          'RESOURCE',
          `A slice holds more than ${MOST_BYTES} bytes of one kind, the limit.`,
          {},
          { reason: 'size_limit' },
        )
      }
      const grown = new Uint8Array(Math.max(wanted, Math.min(MOST_BYTES, this.bytes.length * 2)))
      grown.set(this.bytes.subarray(0, this.used))
      this.bytes = grown
    }
    return this.bytes
  }

  append(part: Uint8Array): void {
    this.reserve(part.length).set(part, this.used)
    this.used += part.length
  }

  appendByte(byte: number): void {
    this.reserve(1)[this.used++] = byte
  }
}
