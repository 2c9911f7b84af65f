// Small tables, filled once.

/** The letters of bases by code (SAMv1 §4.2.3): '=ACMGRSVTWYHKDBN'. */
// @ts-ignore: decorator
@inline
export function baseLetters(): v128 {
  return i8x16(0x3d, 0x41, 0x43, 0x4d, 0x47, 0x52, 0x53, 0x56, 0x54, 0x57, 0x59, 0x48, 0x4b, 0x44, 0x42, 0x4e);
}

/** Sixteen set bytes, then sixteen clear ones: a vector read at MASKS + 16 - n keeps n bytes. */
export const MASKS: usize = memory.data(32, 16);

/** Numbers below this are written by a look at DIGITS. */
export const DIGITS_LIMIT: u32 = 1000;
/** Up to three digits, first lowest, and their number in the highest byte. */
export const DIGITS: usize = memory.data(4000, 16);

/** Letters of CIGAR operations by code: 'MIDNSHP=XB', and what has no letter is 0. */
export const OPERATIONS: usize = memory.data(16, 16);

/** Bytes of a tag's value by its type letter; 0 where the length is not fixed or the letter unknown. */
export const VALUE_BYTES: usize = memory.data(256, 16);

export function initTables(): void {
  v128.store(MASKS, i8x16.splat(-1));
  for (let i: u32 = 0; i < DIGITS_LIMIT; i++) store<u32>(DIGITS + (<usize>i << 2), digitsOf(i));
  store<u64>(OPERATIONS, 0x3d_50_48_53_4e_44_49_4d);
  store<u16>(OPERATIONS, 0x42_58, 8);
  setValueBytes('A', 1);
  setValueBytes('c', 1);
  setValueBytes('C', 1);
  setValueBytes('s', 2);
  setValueBytes('S', 2);
  setValueBytes('i', 4);
  setValueBytes('I', 4);
  setValueBytes('f', 4);
}

function digitsOf(value: u32): u32 {
  if (value < 10) return (48 + value) | (1 << 24);
  if (value < 100) return (48 + value / 10) | ((48 + (value % 10)) << 8) | (2 << 24);
  return (48 + value / 100) | ((48 + ((value / 10) % 10)) << 8) | ((48 + (value % 10)) << 16) | (3 << 24);
}

// @ts-ignore: decorator
@inline
function setValueBytes(letter: string, bytes: u8): void {
  store<u8>(VALUE_BYTES + letter.charCodeAt(0), bytes);
}
