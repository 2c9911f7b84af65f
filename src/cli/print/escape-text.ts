/** Copies text bytes into a printed result, escaped as the format wants it. */
import type { OutputBuffer } from './output-buffer.ts'

export type TextEscape = (source: Uint8Array, start: number, end: number, out: OutputBuffer) => void

const QUOTE = 34
const BACKSLASH = 92
const HEX = new TextEncoder().encode('0123456789abcdef')
// The letter after the backslash: \b \t \n \f \r.
const JSON_LETTERS: Readonly<Record<number, number>> = { 8: 98, 9: 116, 10: 110, 12: 102, 13: 114 }

export function delimiterOf(style: 'csv' | 'tsv'): number {
  return style === 'csv' ? 44 : 9
}

export const copyText: TextEscape = (source, start, end, out) => out.range(source, start, end)

/** RFC 4180: quoted where the delimiter, a quote or a line end stands inside; the empty string is "", so that it is not NULL. */
export function delimitedText(delimiter: number): TextEscape {
  const special = new Uint8Array(256)
  for (const byte of [delimiter, QUOTE, 10, 13]) special[byte] = 1
  return (source, start, end, out) => {
    out.reserve((end - start) * 2 + 2)
    if (start === end) return writeQuoted(source, start, end, out)
    const bytes = out.bytes
    let at = out.length
    for (let i = start; i < end; i++) {
      const byte = source[i] as number // start <= i < end <= source.length
      if (special[byte] === 1) return writeQuoted(source, start, end, out)
      bytes[at++] = byte
    }
    out.length = at
  }
}

export const jsonText: TextEscape = (source, start, end, out) => {
  out.reserve((end - start) * 6 + 2)
  const bytes = out.bytes
  let at = out.length
  bytes[at++] = QUOTE
  for (let i = start; i < end; i++) {
    const byte = source[i] as number // start <= i < end <= source.length
    if (byte >= 32 && byte !== QUOTE && byte !== BACKSLASH) {
      bytes[at++] = byte
      continue
    }
    bytes[at++] = BACKSLASH
    if (byte >= 32) {
      bytes[at++] = byte
      continue
    }
    const letter = JSON_LETTERS[byte]
    if (letter !== undefined) {
      bytes[at++] = letter
      continue
    }
    bytes.set([117, 48, 48, HEX[byte >> 4] as number, HEX[byte & 15] as number], at) // u00xx; both nibbles index 16 digits
    at += 5
  }
  bytes[at++] = QUOTE
  out.length = at
}

/** Room for twice the text and two quotes has been reserved. */
function writeQuoted(source: Uint8Array, start: number, end: number, out: OutputBuffer): void {
  const bytes = out.bytes
  let at = out.length
  bytes[at++] = QUOTE
  for (let i = start; i < end; i++) {
    const byte = source[i] as number // start <= i < end <= source.length
    if (byte === QUOTE) bytes[at++] = QUOTE
    bytes[at++] = byte
  }
  bytes[at++] = QUOTE
  out.length = at
}
