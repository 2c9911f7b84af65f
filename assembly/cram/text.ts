// Bases of a FASTA file without its line ends, and MD5 (RFC 1321), by which CRAM names them.

import { plainPtr, textPtr } from './memory';

export const REFUSED: u32 = 0xffff_ffff;
const SPACE: u8 = 32;

/**
 * Takes the line ends out of `length` bytes of text and gives how many bases are left, in upper case. `firstLine`: bases up to the first line
 * end. Refused: a byte in a line that is none, or one in place of a line end.
 */
export function unfold(length: u32, lineBases: u32, lineBytes: u32, firstLine: u32): u32 {
  let at = textPtr();
  let to = plainPtr();
  const end = at + length;
  for (let line = <usize>firstLine; at < end; line = lineBases) {
    const lineEnd = min(at + line, end);
    for (; at + 16 <= lineEnd; at += 16, to += 16) {
      const part = v128.load(at);
      if (v128.any_true(i8x16.le_u(part, i8x16.splat(SPACE)))) return REFUSED;
      v128.store(to, upper(part));
    }
    if (at < lineEnd) {
      // What is behind the line is overwritten by the next.
      const part = v128.load(at);
      const rest = <u32>(lineEnd - at);
      if (i8x16.bitmask(i8x16.le_u(part, i8x16.splat(SPACE))) & ((1 << rest) - 1)) return REFUSED;
      v128.store(to, upper(part));
      at = lineEnd;
      to += rest;
    }
    for (const next = min(at + lineBytes - lineBases, end); at < next; at++) if (load<u8>(at) > SPACE) return REFUSED;
  }
  return <u32>(to - plainPtr());
}

// @ts-ignore: decorator
@inline
function upper(letters: v128): v128 {
  const isSmall = v128.and(i8x16.ge_u(letters, i8x16.splat(0x61)), i8x16.le_u(letters, i8x16.splat(0x7a)));
  return i8x16.sub(letters, v128.and(isSmall, i8x16.splat(0x20)));
}

const SINES: usize = memory.data(64 * 4, 16);
const STATE: usize = memory.data(16, 16);
const BLOCK: usize = 64;

export function initSines(): void {
  for (let i = 0; i < 64; i++) store<u32>(SINES + (<usize>i << 2), <u32>(<u64>Math.floor(4294967296.0 * Math.abs(Math.sin(<f64>(i + 1))))));
}

/** Where the sum lies: 16 bytes. */
export function sumPtr(): usize { return STATE; }

/** The sum of `length` bytes of text; there is room behind it for the end that MD5 adds. */
export function md5(length: u32): void {
  store<u32>(STATE, 0x67452301);
  store<u32>(STATE, 0xefcdab89, 4);
  store<u32>(STATE, 0x98badcfe, 8);
  store<u32>(STATE, 0x10325476, 12);
  const first = textPtr();
  const end = first + length;
  const padded = first + (((<usize>length + 8) / BLOCK) + 1) * BLOCK;
  memory.fill(end, 0, padded - end);
  store<u8>(end, 0x80);
  store<u64>(padded - 8, <u64>length << 3);
  for (let at = first; at < padded; at += BLOCK) addBlock(at);
}

// @ts-ignore: decorator
@inline
function step(sum: u32, b: u32, shift: u32): u32 { return b + rotl<u32>(sum, shift); }

// @ts-ignore: decorator
@inline
function term(i: usize, word: usize, at: usize): u32 { return load<u32>(SINES + (i << 2)) + load<u32>(at + (word << 2)); }

function addBlock(at: usize): void {
  let a = load<u32>(STATE), b = load<u32>(STATE, 4), c = load<u32>(STATE, 8), d = load<u32>(STATE, 12);
  for (let i: usize = 0; i < 16; i += 4) {
    a = step(a + (d ^ (b & (c ^ d))) + term(i, i, at), b, 7);
    d = step(d + (c ^ (a & (b ^ c))) + term(i + 1, i + 1, at), a, 12);
    c = step(c + (b ^ (d & (a ^ b))) + term(i + 2, i + 2, at), d, 17);
    b = step(b + (a ^ (c & (d ^ a))) + term(i + 3, i + 3, at), c, 22);
  }
  for (let i: usize = 16; i < 32; i += 4) {
    a = step(a + (c ^ (d & (b ^ c))) + term(i, (5 * i + 1) & 15, at), b, 5);
    d = step(d + (b ^ (c & (a ^ b))) + term(i + 1, (5 * i + 6) & 15, at), a, 9);
    c = step(c + (a ^ (b & (d ^ a))) + term(i + 2, (5 * i + 11) & 15, at), d, 14);
    b = step(b + (d ^ (a & (c ^ d))) + term(i + 3, (5 * i + 16) & 15, at), c, 20);
  }
  for (let i: usize = 32; i < 48; i += 4) {
    a = step(a + (b ^ c ^ d) + term(i, (3 * i + 5) & 15, at), b, 4);
    d = step(d + (a ^ b ^ c) + term(i + 1, (3 * i + 8) & 15, at), a, 11);
    c = step(c + (d ^ a ^ b) + term(i + 2, (3 * i + 11) & 15, at), d, 16);
    b = step(b + (c ^ d ^ a) + term(i + 3, (3 * i + 14) & 15, at), c, 23);
  }
  for (let i: usize = 48; i < 64; i += 4) {
    a = step(a + (c ^ (b | ~d)) + term(i, (7 * i) & 15, at), b, 6);
    d = step(d + (b ^ (a | ~c)) + term(i + 1, (7 * i + 7) & 15, at), a, 10);
    c = step(c + (a ^ (d | ~b)) + term(i + 2, (7 * i + 14) & 15, at), d, 15);
    b = step(b + (d ^ (c | ~a)) + term(i + 3, (7 * i + 21) & 15, at), c, 21);
  }
  store<u32>(STATE, load<u32>(STATE) + a);
  store<u32>(STATE, load<u32>(STATE, 4) + b, 4);
  store<u32>(STATE, load<u32>(STATE, 8) + c, 8);
  store<u32>(STATE, load<u32>(STATE, 12) + d, 12);
}
