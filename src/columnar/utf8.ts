/** UTF-8 bytes to and from JavaScript strings, quick for the short ASCII that names and alleles are. */

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** bytes[start..end) as text. Bytes that are not UTF-8 become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  // A TextDecoder call costs some 200 ns before its first byte.
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end))
  let text = ''
  for (let i = start; i < end; i++) {
    const byte = bytes[i]! // start and end lie within the bytes
    if (byte > 127) return decoder.decode(bytes.subarray(start, end))
    text += String.fromCharCode(byte)
  }
  return text
}

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Writes text at `at`; the target must have 3 bytes a UTF-16 unit left. Returns the end of what was written. */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  if (text.length > 24) return at + encoder.encodeInto(text, target.subarray(at)).written
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 127) return at + encoder.encodeInto(text, target.subarray(at)).written
    target[at + i] = unit
  }
  return at + text.length
}
