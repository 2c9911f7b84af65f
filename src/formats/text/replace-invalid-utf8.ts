/** Bytes that are not UTF-8 become U+FFFD, as TextDecoder does it. */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

export function replaceInvalidUtf8(bytes: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  // slice, not subarray: TextDecoder refuses views of shared memory.
  return encoder.encode(decoder.decode(bytes.slice(from, to)))
}
