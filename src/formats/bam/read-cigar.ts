/** The CIGAR of a BAM record: where it lies, how far it reaches. */
import { cigarStart, FIELD, int32At, recordEnd, tagsStart, uint16At } from './bam-layout.ts'
import { tagEnd } from './tag-end.ts'

/** Letters by code (SAMv1 §4.2.2); the codes behind them mean nothing. B steps back, is htslib's own, and counts no bases. */
export const CIGAR_LETTERS = 'MIDNSHP=XB'
export const KNOWN_OPERATIONS = CIGAR_LETTERS.length
const UNMAPPED = 4
const SOFT_CLIP = 4
const CIGAR_TAG = [67, 71] // CG
const ARRAY = 66 // B
const ARRAY_HEAD = 8
/** Bit by operation: consumes the reference (M, D, N, =, X), consumes the query (M, I, S, =, X). */
const REFERENCE = 0b1_1000_1101
const QUERY = 0b1_1001_0011

/** Operations as 32-bit words, length over four bits of operation. */
export interface CigarPlace {
  start: number
  count: number
}

const place: CigarPlace = { start: 0, count: 0 }

/**
 * Valid until the next call. A CIGAR of more than 65535 operations is in the tag CG, and a soft clip of the whole read stands in its field
 * (SAMv1 §4.2.2). The record's lengths must have been checked.
 */
export function locateCigar(bytes: Uint8Array, record: number): CigarPlace {
  place.start = cigarStart(bytes, record)
  place.count = uint16At(bytes, record + FIELD.cigarCount)
  if (place.count > 0 && isPlaceholder(bytes, record)) findLongCigar(bytes, record)
  return place
}

function isPlaceholder(bytes: Uint8Array, record: number): boolean {
  const first = int32At(bytes, place.start)
  if ((first & 15) !== SOFT_CLIP || first >>> 4 !== int32At(bytes, record + FIELD.sequenceLength)) return false
  return int32At(bytes, record + FIELD.refId) >= 0 && int32At(bytes, record + FIELD.position) >= 0
}

function findLongCigar(bytes: Uint8Array, record: number): void {
  const end = recordEnd(bytes, record)
  for (let at = tagsStart(bytes, record); at < end; ) {
    const next = tagEnd(bytes, at, end)
    if (next < 0) return
    if (bytes[at] === CIGAR_TAG[0] && bytes[at + 1] === CIGAR_TAG[1] && bytes[at + 2] === ARRAY) {
      const itemType = String.fromCharCode(bytes[at + 3]!) // in range: the array has its head
      const count = int32At(bytes, at + 4)
      if ((itemType === 'I' || itemType === 'i') && count >= place.count) {
        place.start = at + ARRAY_HEAD
        place.count = count
      }
      return
    }
    at = next
  }
}

/** Bases of the reference; a double, because lengths have 28 bits each. */
export function referenceLength(bytes: Uint8Array, { start, count }: CigarPlace): number {
  let length = 0
  for (let i = 0, at = start; i < count; i++, at += 4) {
    const word = int32At(bytes, at)
    if ((REFERENCE >>> (word & 15)) & 1) length += word >>> 4
  }
  return length
}

export function queryLength(bytes: Uint8Array, { start, count }: CigarPlace): number {
  let length = 0
  for (let i = 0, at = start; i < count; i++, at += 4) {
    const word = int32At(bytes, at)
    if ((QUERY >>> (word & 15)) & 1) length += word >>> 4
  }
  return length
}

/** The exclusive 0-based end of a record that has a position: at least one base behind it. */
export function alignmentEnd(bytes: Uint8Array, record: number): number {
  const position = int32At(bytes, record + FIELD.position)
  if (uint16At(bytes, record + FIELD.flags) & UNMAPPED) return position + 1
  return position + Math.max(1, referenceLength(bytes, locateCigar(bytes, record)))
}
