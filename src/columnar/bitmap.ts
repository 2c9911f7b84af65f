/** Bits in Arrow's order: row i is bit i & 7 of byte i >> 3. Bits past the length of a bitmap are unspecified. */

// Every index below is within the bitmap by the caller's lengths; a read past the end counts as 0.

export function bitmapBytes(length: number): number {
  return (length + 7) >>> 3
}

export function getBit(bits: Uint8Array, index: number): boolean {
  return (bits[index >>> 3]! & (1 << (index & 7))) !== 0
}

export function setBit(bits: Uint8Array, index: number): void {
  bits[index >>> 3]! |= 1 << (index & 7)
}

export function clearBit(bits: Uint8Array, index: number): void {
  bits[index >>> 3]! &= ~(1 << (index & 7))
}

/** A bitmap of `length` ones; the spare bits of the last byte are 0. */
export function allOnes(length: number): Uint8Array {
  const bits = new Uint8Array(bitmapBytes(length)).fill(255)
  if ((length & 7) !== 0) bits[bits.length - 1] = 255 >>> (8 - (length & 7))
  return bits
}

/** How many of the first `length` bits are 1. */
export function countBits(bits: Uint8Array, length: number): number {
  const wholeBytes = length >>> 3
  let count = 0
  for (let i = 0; i < wholeBytes; i++) count += ONES[bits[i]!]!
  if ((length & 7) !== 0) count += ONES[bits[wholeBytes]! & (255 >>> (8 - (length & 7)))]!
  return count
}

/** Bits start..end as a bitmap of their own; its spare bits are 0. */
export function sliceBits(bits: Uint8Array, start: number, end: number): Uint8Array {
  const length = end - start
  const out = new Uint8Array(bitmapBytes(length))
  copyBits(bits, { from: start, length }, { to: out, at: 0 })
  return out
}

/** Copies a run of bits to any place. The bits of the target there must be 0. */
export function copyBits(
  bits: Uint8Array,
  run: { readonly from: number; readonly length: number },
  target: { readonly to: Uint8Array; readonly at: number },
): void {
  const { from, length } = run
  const { to, at } = target
  if ((at & 7) === 0) {
    copyBitsToByteStart(bits, run, to.subarray(at >>> 3))
    return
  }
  for (let i = 0; i < length; i++) if (getBit(bits, from + i)) setBit(to, at + i)
}

function copyBitsToByteStart(bits: Uint8Array, run: { readonly from: number; readonly length: number }, to: Uint8Array): void {
  const { from, length } = run
  const bytes = bitmapBytes(length)
  const shift = from & 7
  const first = from >>> 3
  if (shift === 0) to.set(bits.subarray(first, first + bytes))
  else for (let i = 0; i < bytes; i++) to[i] = (bits[first + i]! >>> shift) | ((bits[first + i + 1] ?? 0) << (8 - shift))
  if ((length & 7) !== 0) to[bytes - 1]! &= 255 >>> (8 - (length & 7))
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0
  for (let rest = byte; rest !== 0; rest &= rest - 1) ones++
  return ones
})
