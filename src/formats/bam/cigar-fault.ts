/** Why a CIGAR cannot be true: an unknown operation, or one that does not fit the sequence. */
import { FIELD, int32At, uint16At } from './bam-layout.ts'
import { type CigarPlace, KNOWN_OPERATIONS, queryLength } from './read-cigar.ts'

const UNMAPPED = 4

/** An unmapped read may have any CIGAR, as in htslib. */
export function cigarFault(bytes: Uint8Array, record: number, cigar: CigarPlace): string | undefined {
  for (let i = 0, at = cigar.start; i < cigar.count; i++, at += 4) {
    const operation = bytes[at]! & 15 // in range: the CIGAR lies in the record
    if (operation >= KNOWN_OPERATIONS) return `operation ${i + 1} of the CIGAR has the unknown code ${operation}.`
  }
  const sequenceLength = int32At(bytes, record + FIELD.sequenceLength)
  if (sequenceLength === 0 || uint16At(bytes, record + FIELD.flags) & UNMAPPED) return undefined
  const length = queryLength(bytes, cigar)
  return length === sequenceLength ? undefined : `the CIGAR stands for ${length} bases of the read, and l_seq is ${sequenceLength}.`
}
