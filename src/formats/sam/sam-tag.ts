/** One tag in a SAM line: TAG:TYPE:VALUE (SAMv1 §1.5). */

const TAB = 9
const COLON = 58
/** Where the value of a tag begins, counted from its name. */
export const VALUE = 5

const TYPES = new Uint8Array(256)
// The letters of BAM's smaller integers are no SAM, but files have them, and samtools reads them.
for (const letter of 'AifZHBcCsSI') TYPES[letter.charCodeAt(0)] = 1
/** May be empty. */
const TEXTS = new Uint8Array(256)
for (const letter of 'ZH') TEXTS[letter.charCodeAt(0)] = 1

/** The tab behind the tag at `at`, or the end of the line. */
export function nextTag(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) if (bytes[i] === TAB) return i
  return end
}

/** Whether [at, end) has the form of a tag. */
export function isTag(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < VALUE || bytes[at + 2] !== COLON || bytes[at + 4] !== COLON) return false
  const type = bytes[at + 3]! // in range: five bytes
  return TYPES[type] === 1 && (end - at > VALUE || TEXTS[type] === 1)
}
