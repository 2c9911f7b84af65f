/** Each row of a text column as four words, which are all of a text of up to twelve bytes, and a hash; both in one loop over the bytes. */
import { mixHash } from '../mix-hash.ts'

/** Bytes of a text that its head holds: the length, the first eight and the last four bytes, which may overlap. */
export const HEAD_BYTES = 12

export interface TextHeads {
  /** Four words a row: the length, three of bytes. */
  readonly words: Int32Array
  readonly hashes: Int32Array
}

export interface TextBytes {
  readonly bytes: Uint8Array
  readonly offsets: Int32Array
}

// `!`: rows are rows of the text, and offsets lie in the bytes; the heads have room for the rows.

/** Of rows `from` … `to` - 1. */
export function readHeads(
  { bytes, offsets }: TextBytes,
  rows: { readonly from: number; readonly to: number },
  { words, hashes }: TextHeads,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = offsets[rows.from]!
  for (let row = rows.from, at = 0; row < rows.to; row++, at++) {
    const end = offsets[row + 1]!
    const length = end - start
    let first = 0
    let second = 0
    let third = 0
    if (length >= 4) {
      first = view.getInt32(start, true)
      if (length > 8) {
        second = view.getInt32(start + 4, true)
        third = view.getInt32(end - 4, true)
      } else second = view.getInt32(end - 4, true)
    } else {
      for (let i = end - 1; i >= start; i--) first = (first << 8) | bytes[i]!
    }
    let hash = Math.imul(length ^ first, 0x9e3779b1)
    hash = Math.imul((hash ^ (hash >>> 15)) + second, 0x85ebca6b)
    hash = Math.imul((hash ^ (hash >>> 13)) + third, 0xc2b2ae35)
    for (let i = start + 8; i < end - 4; i += 4) {
      // The last of them may reach into the last four bytes, which does no harm.
      hash = Math.imul((hash ^ (hash >>> 15)) + view.getInt32(Math.min(i, end - 4), true), 0x9e3779b1)
    }
    words[at * 4] = length
    words[at * 4 + 1] = first
    words[at * 4 + 2] = second
    words[at * 4 + 3] = third
    hashes[at] = mixHash(hash)
    start = end
  }
}
