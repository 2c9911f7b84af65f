/** Makes sure that text columns hold UTF-8: bytes that are none become U+FFFD, as TextDecoder does it. */
import { createBuilder } from '../../../columnar/builders/create-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { isValid } from '../../../columnar/is-valid.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** Of the column itself and of the items of a list. */
export function validUtf8(column: Column, warn: () => void): Column {
  if (column.type.kind === 'utf8') return validText(column, warn)
  return column.type.kind === 'list' ? { ...column, children: (column.children ?? []).map(child => validUtf8(child, warn)) } : column
}

/** One pass over the bytes of a batch; only a column with bytes above 127 is looked at value by value. */
function validText(column: Column, warn: () => void): Column {
  // A utf8 column's values are its bytes.
  const bytes = column.values as Uint8Array
  if (isAscii(bytes, 0, bytes.length)) return column
  const offsets = column.offsets ?? new Int32Array(1)
  const whole = bytes.subarray(offsets[0], offsets[column.length])
  if (isUtf8(whole) && valuesBeginCharacters(bytes, offsets, column.length)) return column
  warn()
  const builder = createBuilder({ kind: 'utf8' })
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column, row)) {
      builder.appendNull()
      continue
    }
    const text = replaceInvalidUtf8(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0)
    builder.appendBytes(text, 0, text.length)
  }
  return builder.finish()
}

/** Where the bytes of all rows together are UTF-8, a single value is too unless a character was cut between two. */
function valuesBeginCharacters(bytes: Uint8Array, offsets: Int32Array, length: number): boolean {
  for (let row = 1; row < length; row++) {
    // In range, or undefined at the end of the bytes; a continuation byte is 10xxxxxx.
    if ((bytes[offsets[row]!]! & 0xc0) === 0x80) return false
  }
  return true
}

export function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  let seen = 0
  // In range: from and to lie within bytes.
  for (const stop = from + ((to - from) & ~7); at < stop; at += 8) {
    seen |=
      bytes[at]! | bytes[at + 1]! | bytes[at + 2]! | bytes[at + 3]! | bytes[at + 4]! | bytes[at + 5]! | bytes[at + 6]! | bytes[at + 7]!
    if (seen > 127) return false
  }
  for (; at < to; at++) seen |= bytes[at]!
  return seen < 128
}

export function replaceInvalidUtf8(bytes: Uint8Array, from: number, to: number): Uint8Array {
  // slice, not subarray: TextDecoder refuses views of shared memory.
  return encoder.encode(decoder.decode(bytes.slice(from, to)))
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictDecoder.decode(bytes.slice())
    return true
  } catch {
    return false // the decoder's only error: the bytes are not UTF-8
  }
}
