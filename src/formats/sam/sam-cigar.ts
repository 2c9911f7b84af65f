/** The CIGAR of a SAM line, as text. */
import { CIGAR_LETTERS, KNOWN_OPERATIONS } from '../bam/read-cigar.ts'

const REFERENCE = new Uint8Array(256)
const QUERY = new Uint8Array(256)
const KNOWN = new Uint8Array(256)
for (const letter of 'MDN=X') REFERENCE[letter.charCodeAt(0)] = 1
for (const letter of 'MIS=X') QUERY[letter.charCodeAt(0)] = 1
for (const letter of CIGAR_LETTERS.slice(0, KNOWN_OPERATIONS)) KNOWN[letter.charCodeAt(0)] = 1

export interface CigarLengths {
  /** Bases of the reference; NaN where the text is no CIGAR. */
  reference: number
  query: number
  operations: number
}

const lengths: CigarLengths = { reference: 0, query: 0, operations: 0 }

/** Valid until the next call. */
export function measureCigar(bytes: Uint8Array, from: number, to: number): CigarLengths {
  lengths.reference = 0
  lengths.query = 0
  lengths.operations = 0
  let number = 0
  let hasDigits = false
  for (let at = from; at < to; at++) {
    const byte = bytes[at]! // in range: the field lies in bytes
    if (byte >= 48 && byte <= 57) {
      number = number * 10 + byte - 48
      hasDigits = true
      continue
    }
    if (!hasDigits || KNOWN[byte] === 0) {
      lengths.reference = Number.NaN
      return lengths
    }
    if (REFERENCE[byte] === 1) lengths.reference += number
    if (QUERY[byte] === 1) lengths.query += number
    lengths.operations++
    number = 0
    hasDigits = false
  }
  if (hasDigits || lengths.operations === 0) lengths.reference = Number.NaN
  return lengths
}

/** The operations as BAM packs them: length over four bits of operation. The text must be a CIGAR with lengths below 2^28. */
export function packCigar(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const words: number[] = []
  let number = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]! // in range: the field lies in bytes
    if (byte >= 48 && byte <= 57) number = number * 10 + byte - 48
    else {
      words.push(((number << 4) | CIGAR_LETTERS.indexOf(String.fromCharCode(byte))) >>> 0)
      number = 0
    }
  }
  return new Uint8Array(Uint32Array.from(words).buffer)
}
