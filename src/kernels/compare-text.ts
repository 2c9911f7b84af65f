/** Comparisons of text by its bytes, which for UTF-8 is the order of code points. */
import { compareBytes } from './compare-bytes.ts'
import type { Outcome } from './compare-pairs.ts'
import type { TextRows } from './text-rows.ts'

// `!` below: offsets have an entry more than rows, codes one a row; values under NULL are in range by the contract of Column.

export function compareTextPairs(a: TextRows, b: TextRows, length: number, { bits, accept }: Outcome): void {
  for (let i = 0; i < length; i++) {
    const entryA = a.codes ? a.codes[i]! : i
    const entryB = b.codes ? b.codes[i]! : i
    const order = compareBytes(a.bytes, a.offsets[entryA]!, a.offsets[entryA + 1]!, b.bytes, b.offsets[entryB]!, b.offsets[entryB + 1]!)
    bits[i >>> 3]! |= ((accept >> (1 + Math.sign(order))) & 1) << (i & 7)
  }
}

export function compareTextWith(a: TextRows, wanted: Uint8Array, length: number, { bits, accept }: Outcome): void {
  const { bytes, offsets } = a
  for (let i = 0; i < length; i++) {
    const order = compareBytes(bytes, offsets[i]!, offsets[i + 1]!, wanted, 0, wanted.length)
    bits[i >>> 3]! |= ((accept >> (1 + Math.sign(order))) & 1) << (i & 7)
  }
}

/** Equality looks at lengths first; `flip` is 0, or 1 for the opposite answer. */
export function textEquals(a: TextRows, wanted: Uint8Array, length: number, { bits, flip }: { bits: Uint8Array; flip: number }): void {
  const { bytes, offsets } = a
  const size = wanted.length
  for (let i = 0; i < length; i++) {
    const start = offsets[i]!
    let same = +(offsets[i + 1]! - start === size)
    for (let j = 0; j < size && same === 1; j++) same = +(bytes[start + j]! === wanted[j]!)
    bits[i >>> 3]! |= (same ^ flip) << (i & 7)
  }
}
