/** Reads the values of tags (SAMv1 §4.2.4). Positions are those of the type letter, in records whose tags were found whole. */
import { int32At } from './bam-layout.ts'
import { VALUE_BYTES } from './tag-end.ts'

export const LETTER = { A: 65, B: 66, H: 72, Z: 90, f: 102 } as const

const ARRAY_HEAD = 6 // type letter, item type, count

const floatBytes = new Uint8Array(4)
const floatValue = new Float32Array(floatBytes.buffer)

/** A number of the type `letter` at `at`; NaN-free only for the integer letters. `undefined` for letters that are no number. */
export function numberAt(bytes: Uint8Array, at: number, letter: number): number | undefined {
  // In range: the tag was found whole.
  switch (letter) {
    case 99: // c
      return (bytes[at]! << 24) >> 24
    case 67: // C
      return bytes[at]!
    case 115: // s
      return ((bytes[at]! | (bytes[at + 1]! << 8)) << 16) >> 16
    case 83: // S
      return bytes[at]! | (bytes[at + 1]! << 8)
    case 105: // i
      return int32At(bytes, at)
    case 73: // I
      return int32At(bytes, at) >>> 0
    case LETTER.f:
      for (let i = 0; i < 4; i++) floatBytes[i] = bytes[at + i]!
      return floatValue[0]!
    default:
      return undefined
  }
}

export interface ArrayPlace {
  readonly letter: number
  readonly count: number
  readonly start: number
  readonly itemBytes: number
}

export function arrayAt(bytes: Uint8Array, at: number): ArrayPlace {
  const letter = bytes[at + 1]! // in range: the array has its head
  return { letter, count: int32At(bytes, at + 2), start: at + ARRAY_HEAD, itemBytes: VALUE_BYTES[letter]! }
}

/** Where the text of a Z or H tag ends: at its NUL. */
export function textEnd(bytes: Uint8Array, at: number): number {
  let end = at + 1
  while (bytes[end] !== 0) end++
  return end
}

/** Any value as SAM text has it, without its type: 'i' 12, 'B' c,1,2. Floats as C's %g with six digits, as samtools prints them. */
export function tagText(bytes: Uint8Array, at: number): string {
  const letter = bytes[at]!
  if (letter === LETTER.A) return String.fromCharCode(bytes[at + 1]!)
  if (letter === LETTER.B) {
    const { letter: itemLetter, count, start, itemBytes } = arrayAt(bytes, at)
    const items = Array.from({ length: count }, (_, i) => numberText(bytes, start + i * itemBytes, itemLetter))
    return [String.fromCharCode(itemLetter), ...items].join(',')
  }
  return numberText(bytes, at + 1, letter)
}

function numberText(bytes: Uint8Array, at: number, letter: number): string {
  const value = numberAt(bytes, at, letter) ?? 0
  return letter === LETTER.f ? String(Number(value.toPrecision(6))) : String(value)
}
