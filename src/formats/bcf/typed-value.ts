/** A typed value of BCF (VCFv4.3 §6.3.3): a byte that tells the type and how many, perhaps a longer count, then the values. One object is used again and again. */
import { int32At } from './bcf-layout.ts'

/** Types of values; 0 has none: the value is missing. */
export const STORED = { missing: 0, int8: 1, int16: 2, int32: 3, float: 5, character: 7 } as const

/** Bytes of one value; undefined for the types that do not exist. */
const WIDTHS: readonly (number | undefined)[] = [0, 1, 2, 4, undefined, 4, undefined, 1]
/** A count of 15 stands for a typed integer that follows. */
const LONG = 15

export class TypedValue {
  type = 0
  count = 0
  /** Bytes of one value. */
  width = 0
  /** Where the values begin. */
  start = 0
  /** Just past them. */
  next = 0

  /** False where the value does not lie in [at, end), or its type does not exist. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    return this.readHead(bytes, at, end) && this.setNext(1, end)
  }

  /** The values of so many samples, `count` each. */
  readSamples(bytes: Uint8Array, at: number, end: number, samples: number): boolean {
    return this.readHead(bytes, at, end) && this.setNext(samples, end)
  }

  /** The type and the count alone; `start` is where the values begin. */
  readHead(bytes: Uint8Array, at: number, end: number): boolean {
    if (at >= end) return false
    const head = bytes[at]! // below end, which lies in the bytes
    const width = WIDTHS[head & 15]
    if (width === undefined) return false
    this.type = head & 15
    this.width = width
    this.count = head >> 4
    this.start = at + 1
    return this.count < LONG || this.readCount(bytes, at + 1, end)
  }

  private setNext(samples: number, end: number): boolean {
    this.next = this.start + samples * this.count * this.width
    return this.next <= end
  }

  private readCount(bytes: Uint8Array, at: number, end: number): boolean {
    if (at >= end) return false
    const width = integerWidth(bytes[at]!) // below end
    if (width === 0 || at + 1 + width > end) return false
    this.count = integerAt(bytes, width, at + 1)
    this.start = at + 1 + width
    return this.count >= 0
  }
}

/** Bytes of the one integer that this byte announces; 0 if it announces something else. */
export function integerWidth(head: number): number {
  const type = head & 15
  return head >> 4 === 1 && type >= 1 && type <= 3 ? 1 << (type - 1) : 0
}

/** A signed integer of 1, 2 or 4 bytes. */
export function integerAt(bytes: Uint8Array, width: number, at: number): number {
  // In range: the caller has these bytes at hand.
  if (width === 1) return (bytes[at]! << 24) >> 24
  if (width === 2) return ((bytes[at]! | (bytes[at + 1]! << 8)) << 16) >> 16
  return int32At(bytes, at)
}

/** Instead of an integer of this width: there is none, and the vector ends before it. The latter is one more. */
export function missingInteger(width: number): number {
  return width === 1 ? -128 : width === 2 ? -32_768 : -2_147_483_648
}

/** Bits of a float: there is none, and the vector ends before it. */
export const MISSING_FLOAT = 0x7f800001
export const END_FLOAT = 0x7f800002
