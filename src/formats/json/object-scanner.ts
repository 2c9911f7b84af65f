/** Finds the values of the wanted keys of an object. What is not wanted is skipped, and its structure checked. */
import { BROKEN, skipBlanks, skipString, skipValue } from './scan-json.ts'

/** Instead of a place: the object does not hold the key. */
export const ABSENT = -1

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58
const COMMA = 44
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export class ObjectScanner {
  /** Start and end of the value of key k at 2 * k, of the object that was scanned last. */
  readonly slots: Int32Array
  private readonly keys: readonly Uint8Array[]
  /** Objects mostly name their keys in the same order. */
  private expected = 0

  constructor(keys: readonly string[]) {
    this.keys = keys.map(key => encoder.encode(key))
    this.slots = new Int32Array(keys.length * 2)
  }

  /** False where [from, to) is no object. Of repeated keys the last one counts. */
  scan(bytes: Uint8Array, from: number, to: number): boolean {
    const { slots } = this
    slots.fill(ABSENT)
    this.expected = 0
    let at = skipBlanks(bytes, from, to)
    if (at >= to || bytes[at] !== OPEN_BRACE) return false
    at = skipBlanks(bytes, at + 1, to)
    if (bytes[at] === CLOSE_BRACE && at < to) return skipBlanks(bytes, at + 1, to) === to
    for (;;) {
      if (at >= to || bytes[at] !== QUOTE) return false
      const keyEnd = skipString(bytes, at, to)
      if (keyEnd === BROKEN) return false
      const key = this.find(bytes, at + 1, keyEnd - 1)
      at = skipBlanks(bytes, keyEnd, to)
      if (at >= to || bytes[at] !== COLON) return false
      const value = skipBlanks(bytes, at + 1, to)
      const valueEnd = skipValue(bytes, value, to)
      if (valueEnd === BROKEN) return false
      if (key >= 0) {
        slots[2 * key] = value
        slots[2 * key + 1] = valueEnd
      }
      at = skipBlanks(bytes, valueEnd, to)
      if (at >= to) return false
      if (bytes[at] === CLOSE_BRACE) return skipBlanks(bytes, at + 1, to) === to
      if (bytes[at] !== COMMA) return false
      at = skipBlanks(bytes, at + 1, to)
    }
  }

  /** The number of a key, or -1. */
  private find(bytes: Uint8Array, from: number, to: number): number {
    const { keys, expected } = this
    if (hasEscape(bytes, from, to)) return this.findEscaped(bytes, from, to)
    for (let i = 0; i < keys.length; i++) {
      const index = expected + i < keys.length ? expected + i : expected + i - keys.length
      if (!equals(keys[index]!, bytes, from, to)) continue // below the number of keys
      this.expected = index + 1
      return index
    }
    return -1
  }

  private findEscaped(bytes: Uint8Array, from: number, to: number): number {
    const name = parseString(bytes, from - 1, to + 1)
    const wanted = name === undefined ? undefined : encoder.encode(name)
    return wanted === undefined ? -1 : this.keys.findIndex(key => equals(key, wanted, 0, wanted.length))
  }
}

export function hasEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === BACKSLASH) return true
  return false
}

/** The text of a string that has escapes, with its quotes; undefined where they are wrong. */
export function parseString(bytes: Uint8Array, from: number, to: number): string | undefined {
  try {
    // slice, not subarray: TextDecoder refuses views of shared memory. Letters that JSON would escape do no harm.
    const text = decoder.decode(bytes.slice(from, to)).replaceAll('\t', '\\t')
    return String(JSON.parse(text))
  } catch {
    return undefined // JSON.parse's only error: it is no JSON
  }
}

function equals(key: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (key.length !== to - from) return false
  for (let i = 0; i < key.length; i++) if (bytes[from + i] !== key[i]) return false
  return true
}
