/** CRC-32 as in gzip (RFC 1952 §8), where the host has none. */

const POLYNOMIAL = 0xedb88320 // bit-reversed
const SLICES = 8

/** Table k advances a byte past k further zero bytes. Made when they are needed first. */
let made: Int32Array | undefined

export function crc32(bytes: Uint8Array, crc = 0): number {
  made ??= makeTables()
  const tables = made
  let value = ~crc
  let at = 0
  // In range: indexes are masked to a table's 256 entries, positions to the bytes.
  for (; at + SLICES <= bytes.length; at += SLICES) {
    const low = value ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
    value =
      tables[0x700 | (low & 0xff)]! ^
      tables[0x600 | ((low >>> 8) & 0xff)]! ^
      tables[0x500 | ((low >>> 16) & 0xff)]! ^
      tables[0x400 | (low >>> 24)]! ^
      tables[0x300 | bytes[at + 4]!]! ^
      tables[0x200 | bytes[at + 5]!]! ^
      tables[0x100 | bytes[at + 6]!]! ^
      tables[bytes[at + 7]!]!
  }
  for (; at < bytes.length; at++) value = (value >>> 8) ^ tables[(value ^ bytes[at]!) & 0xff]!
  return ~value >>> 0
}

function makeTables(): Int32Array {
  const tables = new Int32Array(SLICES * 256)
  for (let i = 0; i < 256; i++) {
    let crc = i
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[i] = crc
  }
  // In range: i is at least 256.
  for (let i = 256; i < tables.length; i++) tables[i] = (tables[i - 256]! >>> 8) ^ tables[tables[i - 256]! & 0xff]!
  return tables
}
