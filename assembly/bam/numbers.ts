// Columns of 32-bit numbers that lie at one place in every record. They are made in OFFSETS.

import { OFFSETS, recordAt } from './layout';
import { addNull, beginText } from './text';

/** Fields of one byte, two bytes, four bytes. */
export function octets(count: u32, field: u32): void {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) store<u32>(OFFSETS + (<usize>row << 2), <u32>load<u8>(recordAt(row) + field));
}

export function halves(count: u32, field: u32): void {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) store<u32>(OFFSETS + (<usize>row << 2), <u32>load<u16>(recordAt(row) + field));
}

export function words(count: u32, field: u32): void {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) store<u32>(OFFSETS + (<usize>row << 2), load<u32>(recordAt(row) + field));
}

/** A field of four bytes with `shift` added; -1 is NULL. False: refused, what is less is no position. */
export function positions(count: u32, field: u32, shift: i32): bool {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) {
    const position = load<i32>(recordAt(row) + field);
    if (position < 0) {
      if (position < -1) return false;
      addNull(row);
    }
    store<i32>(OFFSETS + (<usize>row << 2), position + shift);
  }
  return true;
}
