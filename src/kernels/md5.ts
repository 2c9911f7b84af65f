/** MD5 (RFC 1321), which names reference sequences. Not for secrets. */

const SHIFTS = Uint8Array.from([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21])
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))))
const BLOCK_BYTES = 64

/** In lower-case hexadecimal digits. */
export function md5(bytes: Uint8Array): string {
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  const words = new Int32Array(16)
  const whole = bytes.length - (bytes.length % BLOCK_BYTES)
  for (let at = 0; at < whole; at += BLOCK_BYTES) addBlock(state, words, bytes, at)
  const rest = bytes.length - whole
  const tail = new Uint8Array(rest < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES)
  tail.set(bytes.subarray(whole))
  tail[rest] = 0x80
  const view = new DataView(tail.buffer)
  view.setUint32(tail.length - 8, (bytes.length << 3) >>> 0, true)
  view.setUint32(tail.length - 4, Math.floor(bytes.length / 2 ** 29), true)
  for (let at = 0; at < tail.length; at += BLOCK_BYTES) addBlock(state, words, tail, at)
  return hexDigits(new Uint8Array(state.buffer))
}

export function hexDigits(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function addBlock(state: Int32Array, words: Int32Array, bytes: Uint8Array, from: number): void {
  // In range: a block has 64 bytes, tables have 16 and 64 entries.
  for (let i = 0, at = from; i < 16; i++, at += 4) {
    words[i] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  for (let i = 0; i < 16; i++) {
    const sum = (a + ((b & c) | (~b & d)) + SINES[i]! + words[i]!) | 0
    const shift = SHIFTS[0 + (i & 3)]!
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  for (let i = 16; i < 32; i++) {
    const sum = (a + ((d & b) | (~d & c)) + SINES[i]! + words[(5 * i + 1) & 15]!) | 0
    const shift = SHIFTS[4 + (i & 3)]!
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  for (let i = 32; i < 48; i++) {
    const sum = (a + (b ^ c ^ d) + SINES[i]! + words[(3 * i + 5) & 15]!) | 0
    const shift = SHIFTS[8 + (i & 3)]!
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  for (let i = 48; i < 64; i++) {
    const sum = (a + (c ^ (b | ~d)) + SINES[i]! + words[(7 * i) & 15]!) | 0
    const shift = SHIFTS[12 + (i & 3)]!
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  state[0] = state[0]! + a
  state[1] = state[1]! + b
  state[2] = state[2]! + c
  state[3] = state[3]! + d
}
