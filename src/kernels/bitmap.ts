/** Bitmaps in Arrow's order: those of the columns, and operations on whole ones. */
import { bitmapBytes } from '../columnar/bitmap.ts'

export { allOnes, bitmapBytes, clearBit, copyBits, countBits, getBit, setBit, sliceBits } from '../columnar/bitmap.ts'

// The bitmaps below have at least bitmapBytes(length) bytes.

export function andBits(a: Uint8Array, b: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(bitmapBytes(length))
  for (let i = 0; i < out.length; i++) out[i] = a[i]! & b[i]!
  return out
}

export function orBits(a: Uint8Array, b: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(bitmapBytes(length))
  for (let i = 0; i < out.length; i++) out[i] = a[i]! | b[i]!
  return out
}

/** The spare bits of the last byte come out as 1 or 0, as always unspecified. */
export function notBits(a: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(bitmapBytes(length))
  for (let i = 0; i < out.length; i++) out[i] = ~a[i]!
  return out
}
