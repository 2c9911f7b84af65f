/** Where a tag of a BAM record ends (SAMv1 §4.2.4). */
import { int32At } from './bam-layout.ts'

const NAME_AND_TYPE = 3
const ARRAY_HEAD = 8 // name, type, item type, count

/** Bytes of a value by its type letter, 0 where the length is not fixed or the letter unknown. */
export const VALUE_BYTES = new Uint8Array(256)
for (const [letters, bytes] of [
  ['AcC', 1],
  ['sS', 2],
  ['iIf', 4],
] as const) {
  for (const letter of letters) VALUE_BYTES[letter.charCodeAt(0)] = bytes
}

const LETTER = { Z: 90, H: 72, B: 66, A: 65 }

/** The position just past the tag at `at`; negative where it does not fit before `end` or its type is unknown. */
export function tagEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at + NAME_AND_TYPE > end) return -1
  const type = bytes[at + 2]! // in range: within the record
  const size = VALUE_BYTES[type]!
  if (size > 0) {
    const next = at + NAME_AND_TYPE + size
    return next <= end ? next : -1
  }
  if (type === LETTER.Z || type === LETTER.H) {
    for (let i = at + NAME_AND_TYPE; i < end; i++) if (bytes[i] === 0) return i + 1
    return -1
  }
  if (type !== LETTER.B || at + ARRAY_HEAD > end) return -1
  const itemType = bytes[at + 3]!
  const itemSize = itemType === LETTER.A ? 0 : VALUE_BYTES[itemType]!
  const count = int32At(bytes, at + 4)
  if (itemSize === 0 || count < 0) return -1
  const next = at + ARRAY_HEAD + itemSize * count
  return next <= end ? next : -1
}

/** Why tagEnd gave no position. */
export function tagFault(bytes: Uint8Array, at: number, end: number): string {
  if (at + NAME_AND_TYPE > end) return `${end - at} bytes are left behind the tags, too few for one.`
  const name = String.fromCharCode(bytes[at]!, bytes[at + 1]!)
  const type = String.fromCharCode(bytes[at + 2]!)
  if (type === 'B') {
    if (at + ARRAY_HEAD > end) return `tag ${name} is an array that ends before its count.`
    const count = int32At(bytes, at + 4) >>> 0
    return `tag ${name} is an array of ${count} values of type ${String.fromCharCode(bytes[at + 3]!)}, which do not fit into the record.`
  }
  if (type === 'Z' || type === 'H') return `tag ${name} is text of type ${type} without the NUL at its end.`
  if (VALUE_BYTES[bytes[at + 2]!]! > 0) return `tag ${name} of type ${type} does not fit into the record.`
  return `tag ${name} has the unknown type ${JSON.stringify(type)}.`
}
