/** Whether no byte is above 127. Reads four bytes at a time, sixteen a turn. */

const HIGH_BITS = 0x80808080 | 0

export function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  // Words must lie on multiples of four in the buffer, wherever the view begins.
  const aligned = Math.min(to, from + ((4 - ((bytes.byteOffset + from) & 3)) & 3))
  let seen = 0
  let at = from
  // In range throughout: from and to lie within bytes.
  for (; at < aligned; at++) seen |= bytes[at]!
  if (seen > 127) return false
  const count = (to - at) >> 2
  if (count > 4) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, count)
    let word = 0
    for (; word + 4 <= count; word += 4) {
      if (((words[word]! | words[word + 1]! | words[word + 2]! | words[word + 3]!) & HIGH_BITS) !== 0) return false
    }
    at += word * 4
  }
  for (; at < to; at++) seen |= bytes[at]!
  return seen < 128
}
