/** The fixed part of a BCF record (VCFv4.3 §6.3.1): where its fields lie, counted from l_shared, and how little-endian numbers are read. */

export const FIELD = {
  sharedSize: 0,
  individualSize: 4,
  contig: 8,
  position: 12,
  quality: 20,
  counts: 24,
  sampleCounts: 28,
  id: 32,
} as const

/** l_shared and l_indiv themselves. */
export const SIZE_BYTES = 8
/** What l_shared counts at least: CHROM to n_fmt_sample. */
export const FIXED_BYTES = 24

// In range throughout: callers have the bytes at hand.

export function uint32At(bytes: Uint8Array, at: number): number {
  return int32At(bytes, at) >>> 0
}

export function int32At(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
}

export function uint16At(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}

const words = new Int32Array(1)
const floats = new Float32Array(words.buffer)

/** The float with these bits. */
export function floatOf(bits: number): number {
  words[0] = bits
  return floats[0]! // of one item
}

/** Where the part with the samples begins. */
export function individualStart(bytes: Uint8Array, record: number): number {
  return record + SIZE_BYTES + uint32At(bytes, record + FIELD.sharedSize)
}

/** Just past the record. */
export function recordEndOffset(bytes: Uint8Array, record: number): number {
  return individualStart(bytes, record) + uint32At(bytes, record + FIELD.individualSize)
}

export function infoCount(bytes: Uint8Array, record: number): number {
  return uint16At(bytes, record + FIELD.counts)
}

export function alleleCount(bytes: Uint8Array, record: number): number {
  return uint16At(bytes, record + FIELD.counts + 2)
}

export function sampleCount(bytes: Uint8Array, record: number): number {
  return int32At(bytes, record + FIELD.sampleCounts) & 0xffffff
}

export function formatCount(bytes: Uint8Array, record: number): number {
  return bytes[record + FIELD.sampleCounts + 3]!
}
