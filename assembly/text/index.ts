// Loops over the bytes of text columns. The twin of src/functions/text/remove-letter.ts.

const PAGE_SHIFT: u32 = 16;
const VECTOR: usize = 16;

// For each byte of bits: which of eight bytes to keep, in order, as the indexes that i8x16.swizzle takes.
const KEPT = memory.data(2048, 16);

for (let bits: u32 = 0; bits < 256; bits++) {
  let at = KEPT + (bits << 3);
  for (let i: u32 = 0; i < 8; i++) if (bits & (1 << i)) store<u8>(at++, <u8>i);
}

export function firstFree(): usize {
  return (__heap_base + 63) & ~63;
}

// 0 if the memory cannot be that long.
export function grow(bytes: u32): i32 {
  const pages = <i32>((<u64>bytes + 0xffff) >> PAGE_SHIFT);
  const missing = pages - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0 ? 1 : 0;
}

// Of each of `rows` texts, which lie one behind the other from `from` on and end at `ends`, the bytes that are not `letter`, to `to`; ends become
// those of what is left. Writes up to 16 bytes more.
export function removeLetter(from: usize, ends: usize, rows: u32, letter: u32, to: usize): u32 {
  const wanted = i8x16.splat(<i8>letter);
  const start = from;
  let at = from;
  let out = to;
  for (let row: u32 = 0; row < rows; row++) {
    const slot = ends + (<usize>row << 2);
    const end = start + <usize>load<u32>(slot);
    for (; at + VECTOR <= end; at += VECTOR) {
      const bytes = v128.load(at);
      const kept = ~<u32>i8x16.bitmask(i8x16.eq(bytes, wanted));
      const low = kept & 255;
      const high = (kept >> 8) & 255;
      v128.store(out, i8x16.swizzle(bytes, v128.load64_zero(KEPT + (low << 3))));
      out += popcnt(low);
      const upper = i8x16.shuffle(bytes, bytes, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
      v128.store(out, i8x16.swizzle(upper, v128.load64_zero(KEPT + (high << 3))));
      out += popcnt(high);
    }
    for (; at < end; at++) {
      const byte = <u32>load<u8>(at);
      store<u8>(out, <u8>byte);
      out += <usize>(byte != letter);
    }
    store<u32>(slot, <u32>(out - to));
  }
  return <u32>(out - to);
}
