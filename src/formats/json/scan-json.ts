/** Finds where JSON values end, in bytes. Only the structure is looked at; what a value is read as judges its letters. */

const QUOTE = 34
const BACKSLASH = 92
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const COMMA = 44

/** The value does not end before `to`, or none begins. */
export const BROKEN = -1

// In range throughout: every index lies below `to`, which lies inside the bytes.

export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && isBlank(bytes[at]!)) at++
  return at
}

/** Just past the value that begins at `from`. */
export function skipValue(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return BROKEN
  const first = bytes[from]!
  if (first === QUOTE) return skipString(bytes, from, to)
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipNested(bytes, from, to)
  let at = from
  while (at < to && !endsWord(bytes[at]!)) at++
  return at === from ? BROKEN : at
}

/** `from` stands at the opening quote. */
export function skipString(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) return at + 1
    if (byte === BACKSLASH) at++
  }
  return BROKEN
}

/** Brackets and braces must close in turn; up to 31 may be open. */
function skipNested(bytes: Uint8Array, from: number, to: number): number {
  let open = 1 // a bit a level, below the first set one: 1 for a brace
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      const end = skipString(bytes, at, to)
      if (end === BROKEN) return BROKEN
      at = end - 1
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (open >= 2 ** 30) return BROKEN
      open = open * 2 + (byte === OPEN_BRACE ? 1 : 0)
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if ((open & 1) !== (byte === CLOSE_BRACE ? 1 : 0)) return BROKEN
      open >>>= 1
      if (open === 1) return at + 1
    }
  }
  return BROKEN
}

export function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 10 || byte === 13
}

function endsWord(byte: number): boolean {
  return (
    byte === COMMA ||
    byte === CLOSE_BRACE ||
    byte === CLOSE_BRACKET ||
    byte === OPEN_BRACE ||
    byte === OPEN_BRACKET ||
    byte === QUOTE ||
    isBlank(byte)
  )
}
