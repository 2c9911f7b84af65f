/** The value of one INFO key in a record: for the few keys that place it. Columns of INFO fields use InfoScanner. */

const EQUALS = 61
const SEMICOLON = 59

/** Where the value of `key` begins, or -1 if INFO ([from, to)) does not hold `key=`. */
export function findInfo(bytes: Uint8Array, from: number, to: number, key: Uint8Array): number {
  const length = key.length
  let at = from
  // In range: every index lies below `to`, which lies inside bytes.
  while (at + length < to) {
    if (bytes[at + length] === EQUALS && startsWith(bytes, at, key)) return at + length + 1
    while (at < to && bytes[at] !== SEMICOLON) at++
    at++
  }
  return -1
}

/** The end of the value that begins here. */
export function infoValueEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== SEMICOLON) at++
  return at
}

export function startsWith(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}
