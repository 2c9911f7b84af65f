/** Where the fields of a BAM record lie (SAMv1 §4.2), counted from its block_size. All numbers are little-endian. */

export const FIELD = {
  blockSize: 0,
  refId: 4,
  position: 8,
  nameLength: 12, // uint8, with the NUL
  mappingQuality: 13, // uint8
  cigarCount: 16, // uint16
  flags: 18, // uint16
  sequenceLength: 20,
  nextRefId: 24,
  nextPosition: 28,
  templateLength: 32,
  name: 36,
} as const

/** The least block_size: all fields of fixed length. The size itself is not counted. */
export const FIXED_BYTES = 32
/** Bytes of the field block_size. */
export const SIZE_BYTES = 4

// In range below: callers list whole records, and those are at least as long as their fixed fields.

export function int32At(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
}

export function uint16At(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}

export function recordEnd(bytes: Uint8Array, record: number): number {
  return record + SIZE_BYTES + int32At(bytes, record)
}

export function cigarStart(bytes: Uint8Array, record: number): number {
  return record + FIELD.name + bytes[record + FIELD.nameLength]!
}

export function sequenceStart(bytes: Uint8Array, record: number): number {
  return cigarStart(bytes, record) + 4 * uint16At(bytes, record + FIELD.cigarCount)
}

export function qualityStart(bytes: Uint8Array, record: number): number {
  return sequenceStart(bytes, record) + ((int32At(bytes, record + FIELD.sequenceLength) + 1) >> 1)
}

export function tagsStart(bytes: Uint8Array, record: number): number {
  return qualityStart(bytes, record) + int32At(bytes, record + FIELD.sequenceLength)
}

/** Why the lengths in a whole record cannot be true; undefined where they fit into it. */
export function layoutFault(bytes: Uint8Array, record: number): string | undefined {
  const size = int32At(bytes, record)
  const nameLength = bytes[record + FIELD.nameLength]!
  if (nameLength === 0) return 'l_read_name is 0, and must count at least the NUL behind the name.'
  const sequenceLength = int32At(bytes, record + FIELD.sequenceLength)
  if (sequenceLength < 0) return `l_seq is ${sequenceLength}.`
  const cigarCount = uint16At(bytes, record + FIELD.cigarCount)
  // As doubles: the sum may be beyond 2^31.
  const used = FIXED_BYTES + nameLength + 4 * cigarCount + Math.ceil(sequenceLength / 2) + sequenceLength
  if (used > size) {
    const lengths = `l_read_name ${nameLength}, n_cigar_op ${cigarCount} and l_seq ${sequenceLength}`
    return `${lengths} need ${used} bytes, and block_size is ${size}.`
  }
  if (bytes[record + FIELD.name + nameLength - 1] !== 0) return 'read_name does not end with NUL.'
  return undefined
}
