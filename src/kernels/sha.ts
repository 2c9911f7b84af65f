/** SHA-1 and SHA-256 (FIPS 180-4), in lower-case hexadecimal digits. For naming contents, not for secrets. */
import { hexDigits } from './md5.ts'

const BLOCK_BYTES = 64

// `!` below: a block has 16 words, its schedule 64 or 80, the tables as many.

const ROOTS = roots()

/** The fractions of the cube roots of the first 64 primes. */
function roots(): Uint32Array {
  const constants = new Uint32Array(64)
  let count = 0
  for (let candidate = 2; count < 64; candidate++) {
    let prime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false
    if (prime) constants[count++] = fractionBits(candidate)
  }
  return constants
}

/** 32 bits behind the point of a cube root, by integers: doubles have too few. */
function fractionBits(value: number): number {
  const wanted = BigInt(value) << 96n
  let root = 0n
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
    const next = root + bit
    if (next * next * next <= wanted) root = next
  }
  return Number(root & 0xffffffffn)
}

export function sha1(bytes: Uint8Array): string {
  return digest(bytes, Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0), addSha1Block)
}

export function sha256(bytes: Uint8Array): string {
  const start = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
  return digest(bytes, Int32Array.from(start), addSha256Block)
}

type AddBlock = (state: Int32Array, words: Int32Array) => void

function digest(bytes: Uint8Array, state: Int32Array, add: AddBlock): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  const words = new Int32Array(80)
  for (let at = 0; at < padded.length; at += BLOCK_BYTES) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4)
    add(state, words)
  }
  const out = new DataView(new ArrayBuffer(state.length * 4))
  for (const [i, word] of state.entries()) out.setInt32(i * 4, word)
  return hexDigits(new Uint8Array(out.buffer))
}

function left(value: number, places: number): number {
  return (value << places) | (value >>> (32 - places))
}

function addSha1Block(state: Int32Array, words: Int32Array): void {
  for (let i = 16; i < 80; i++) words[i] = left(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1)
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (let i = 0; i < 80; i++) {
    const [f, k] =
      i < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : i < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : i < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6]
    const next = (left(a, 5) + f + e + k + words[i]!) | 0
    ;[e, d, c, b, a] = [d, c, left(b, 30), a, next]
  }
  for (const [i, word] of [a, b, c, d, e].entries()) state[i]! += word
}

function addSha256Block(state: Int32Array, words: Int32Array): void {
  const right = (value: number, places: number) => left(value, 32 - places)
  for (let i = 16; i < 64; i++) {
    const [x, y] = [words[i - 15]!, words[i - 2]!]
    const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3)
    const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10)
    words[i] = words[i - 16]! + s0 + words[i - 7]! + s1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROOTS[i]! + words[i]!) | 0
    const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i]! += word
}
