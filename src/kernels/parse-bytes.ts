/** Bytes from text: '\xdeadbeef' as PostgreSQL writes them, else the bytes of the text with `\xAA` for single ones as in DuckDB. */
import { encodeUtf8 } from '../columnar/utf8.ts'

/** Undefined: a backslash that begins no byte. */
export function parseBytes(text: string): Uint8Array | undefined {
  if (!text.includes('\\')) return encodeUtf8(text)
  if (/^\\x(?:[\da-f]{2})*$/i.test(text)) return Uint8Array.from(text.slice(2).match(/../g) ?? [], pair => Number.parseInt(pair, 16))
  const bytes: number[] = []
  for (const part of text.split(/(\\x[\da-f]{2})/i)) {
    if (/^\\x[\da-f]{2}$/i.test(part)) bytes.push(Number.parseInt(part.slice(2), 16))
    else if (part.includes('\\')) return undefined
    else bytes.push(...encodeUtf8(part))
  }
  return Uint8Array.from(bytes)
}
