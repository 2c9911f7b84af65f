/** Percent-encoded text of VCF 4.3 and later (VCFv4.3 §1.2): '%3B' is ';'. What is no such code stays as it stands. */

const PERCENT = 37

/** The decoded bytes, or undefined where there is nothing to decode. */
export function decodePercent(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
  let at = from
  while (at < to && bytes[at] !== PERCENT) at++
  if (at >= to) return undefined
  const decoded = new Uint8Array(to - from)
  let length = 0
  for (at = from; at < to; at++) {
    // In range: at lies below to.
    const byte = bytes[at]!
    const code = byte === PERCENT && at + 2 < to ? hexDigit(bytes[at + 1]!) * 16 + hexDigit(bytes[at + 2]!) : Number.NaN
    decoded[length++] = Number.isNaN(code) ? byte : code
    if (!Number.isNaN(code)) at += 2
  }
  return decoded.subarray(0, length)
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN
}
