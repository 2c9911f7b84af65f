// Searches for line ends and tabs, 16 bytes a step. Reads up to 63 bytes past the end, writes nothing but the table.

const TAB: i8 = 9;
const NEWLINE: i8 = 10;

let tableEnd: usize = 0;

/** Just past the newline of the last line listed; the start of the search if there was none. */
export function linesEnd(): usize { return tableEnd; }

/**
 * Lists the lines whose newline lies in [from, to): for each, `tabs` + 1 positions counted from `base`, its first tabs and then its
 * newline. A line with fewer tabs repeats the newline. Stops when the table of `slots` positions is full. Returns the lines listed.
 */
export function indexLines(from: usize, to: usize, base: usize, tabs: u32, table: usize, slots: u32): u32 {
  const stride = <usize>(tabs + 1) << 2;
  const limit = table + (<usize>slots << 2);
  let record = table;
  let at = from;
  tableEnd = from;
  while (record + stride <= limit) {
    const last = record + stride - 4; // where the newline goes
    let entry = record;
    let newline: usize = 0;
    // The first tabs, as long as the line has them.
    while (entry < last && at < to) {
      const bytes = v128.load(at);
      const ends = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(NEWLINE)));
      let found = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(TAB))) | ends;
      while (found) {
        const bit = ctz(found);
        if ((ends >> bit) & 1) {
          newline = at + bit;
          break;
        }
        store<u32>(entry, <u32>(at + bit - base));
        entry += 4;
        if (entry == last) {
          at += bit + 1;
          break;
        }
        found &= found - 1;
      }
      if (newline || entry == last) break;
      at += 16;
    }
    if (!newline) newline = findNewline(at, to);
    if (newline >= to) break;
    const position = <u32>(newline - base);
    for (; entry <= last; entry += 4) store<u32>(entry, position);
    record += stride;
    at = newline + 1;
    tableEnd = at;
  }
  return <u32>((record - table) / stride);
}

/** The first newline at or after `at`; `to` or more if there is none before `to`. */
// @ts-ignore: decorator
@inline
function findNewline(at: usize, to: usize): usize {
  const newline = i8x16.splat(NEWLINE);
  while (at < to) {
    const a = i8x16.eq(v128.load(at), newline);
    const b = i8x16.eq(v128.load(at, 16), newline);
    const c = i8x16.eq(v128.load(at, 32), newline);
    const d = i8x16.eq(v128.load(at, 48), newline);
    if (v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) {
      const low = <u64>i8x16.bitmask(a) | (<u64>i8x16.bitmask(b) << 16);
      const high = (<u64>i8x16.bitmask(c) << 32) | (<u64>i8x16.bitmask(d) << 48);
      return at + <usize>ctz(low | high);
    }
    at += 64;
  }
  return to;
}

/** How often `byte` stands in [from, to). */
export function countByte(from: usize, to: usize, byte: u32): u32 {
  const wanted = i8x16.splat(<i8>byte);
  let count: u32 = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), wanted)));
  for (; at < to; at++) count += <u32>(<u32>load<u8>(at) == byte);
  return count;
}
