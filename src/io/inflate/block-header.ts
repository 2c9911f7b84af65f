/** The header of a BGZF block (SAMv1 §4.1): where it and its deflate data lie. */
import { FAULT } from './block-faults.ts'

const FIXED_BYTES = 12 // up to and including XLEN
const FOOTER_BYTES = 8 // CRC32, ISIZE
const MAGIC = [0x1f, 0x8b, 0x08, 0x04]

export interface BlockHeader {
  readonly headerBytes: number
  readonly blockBytes: number // BSIZE + 1
}

/** The header at `at`, 'incomplete' if the bytes end before it does, or the number of the fault (BLOCK_FAULTS). */
export function readBlockHeader(bytes: Uint8Array, at: number): BlockHeader | 'incomplete' | number {
  const left = bytes.length - at
  for (let i = 0; i < MAGIC.length && i < left; i++) if (bytes[at + i] !== MAGIC[i]) return FAULT.magic
  if (left < FIXED_BYTES) return 'incomplete'
  const headerBytes = FIXED_BYTES + uint16(bytes, at + 10)
  if (left < headerBytes) return 'incomplete'
  const blockBytes = findBlockSize(bytes, at + FIXED_BYTES, at + headerBytes)
  if (blockBytes === undefined) return FAULT.extra
  return blockBytes < headerBytes + FOOTER_BYTES ? FAULT.blockSize : { headerBytes, blockBytes }
}

/** The extra field must parse to its end and hold exactly one BC subfield of two bytes; others are skipped. */
function findBlockSize(bytes: Uint8Array, from: number, end: number): number | undefined {
  let size: number | undefined
  let at = from
  while (at + 4 <= end) {
    const length = uint16(bytes, at + 2)
    if (at + 4 + length > end) return undefined
    if (bytes[at] === 0x42 && bytes[at + 1] === 0x43) {
      if (length !== 2 || size !== undefined) return undefined
      size = uint16(bytes, at + 4) + 1
    }
    at += 4 + length
  }
  return at === end ? size : undefined
}

/** Callers make sure that both bytes are there. */
function uint16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}
