/** The first byte outside '!' to '~', or -1. Reads four bytes at a time. */

const HIGH_BITS = 0x80808080 | 0

export function findNonGraphic(bytes: Uint8Array, from: number, to: number): number {
  // Words must lie on multiples of four in the buffer, wherever the view begins.
  let at = from
  const aligned = Math.min(to, from + ((4 - ((bytes.byteOffset + from) & 3)) & 3))
  // In range throughout: from and to lie within bytes.
  for (; at < aligned; at++) if (bytes[at]! < 33 || bytes[at]! > 126) return at
  const count = (to - at) >> 2
  if (count > 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, count)
    let word = 0
    for (; word < count; word++) {
      const four = words[word]!
      // A byte below 33 borrows into its high bit, one above 126 carries into it or has it.
      if ((((four - 0x21212121) | (four + 0x01010101) | four) & HIGH_BITS) !== 0) break
    }
    at += word * 4
  }
  for (; at < to; at++) if (bytes[at]! < 33 || bytes[at]! > 126) return at
  return -1
}
