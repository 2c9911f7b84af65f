// name, sequence and quality_scores as text, one after the other in OUTPUT. Vectors may run over the end of a row; the next row overwrites it.

import {
  NAME, NAME_LENGTH, NULLS, OFFSETS, OUTPUT, qualityStart, recordAt, SEQUENCE_LENGTH, sequenceStart,
} from './layout';
import { baseLetters, MASKS } from './tables';

const STAR: u8 = 42;
const NO_QUALITY: u8 = 0xff;
const PHRED_OFFSET: i8 = 33;

let missing: u32 = 0;
let seen: v128 = i8x16.splat(0);

/** Of the last column: how many rows are NULL; they are listed in NULLS. */
export function nullCount(): u32 { return missing; }
/** Of the last column: whether no byte is above 127. */
export function isAscii(): bool { return !i8x16.bitmask(seen); }

export function beginText(base: u32): void {
  missing = 0;
  seen = i8x16.splat(0);
  store<u32>(OFFSETS, base);
}

// @ts-ignore: decorator
@inline
export function addNull(row: u32): void {
  store<u32>(NULLS + (<usize>missing << 2), row);
  missing++;
}

// @ts-ignore: decorator
@inline
export function endRow(row: u32, end: u32): void {
  store<u32>(OFFSETS + (<usize>row << 2), end, 4);
}

/** Copies text and looks at its bytes. Gives where it ends. */
// @ts-ignore: decorator
@inline
export function copyText(from: usize, length: usize, to: usize): usize {
  const end = from + length;
  let at = from;
  let out = to;
  let bits = seen;
  for (; at + 16 <= end; at += 16, out += 16) {
    const part = v128.load(at);
    bits = v128.or(bits, part);
    v128.store(out, part);
  }
  const rest = end - at;
  if (rest) {
    const part = v128.load(at);
    bits = v128.or(bits, v128.and(part, v128.load(MASKS + 16 - rest)));
    v128.store(out, part);
  }
  seen = bits;
  return to + length;
}

/** Each column: text of `count` rows; offsets count from `base`. Gives its bytes. A name of '*' is NULL. */
export function names(count: u32, base: u32): u32 {
  beginText(base);
  const shift = <u32>OUTPUT - base;
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const record = recordAt(row);
    const length = <usize>load<u8>(record, NAME_LENGTH) - 1;
    if (length == 1 && load<u8>(record, NAME) == STAR) addNull(row);
    else out = copyText(record + NAME, length, out);
    endRow(row, <u32>out - shift);
  }
  return <u32>(out - OUTPUT);
}

/** Two bases a byte; a record without is NULL. */
export function sequences(count: u32, base: u32): u32 {
  beginText(base);
  const letters = baseLetters();
  const low = i8x16.splat(15);
  const shift = <u32>OUTPUT - base;
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const record = recordAt(row);
    const length = <usize>load<u32>(record, SEQUENCE_LENGTH);
    if (length) {
      let at = sequenceStart(record);
      for (let to = out, end = out + length; to < end; to += 32, at += 16) {
        const packed = v128.load(at);
        const first = i8x16.swizzle(letters, i8x16.shr_u(packed, 4));
        const second = i8x16.swizzle(letters, v128.and(packed, low));
        v128.store(to, i8x16.shuffle(first, second, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
        v128.store(to, i8x16.shuffle(first, second, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
      }
      out += length;
    } else addNull(row);
    endRow(row, <u32>out - shift);
  }
  return <u32>(out - OUTPUT);
}

/** Phred scores + 33, as bytes; 0xff, which stands for none, is NULL. */
export function qualities(count: u32, base: u32): u32 {
  beginText(base);
  const offset = i8x16.splat(PHRED_OFFSET);
  const shift = <u32>OUTPUT - base;
  let bits = i8x16.splat(0);
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const record = recordAt(row);
    const length = <usize>load<u32>(record, SEQUENCE_LENGTH);
    let at = qualityStart(record);
    if (length && load<u8>(at) != NO_QUALITY) {
      const end = at + length;
      let to = out;
      for (; at + 16 <= end; at += 16, to += 16) {
        const part = i8x16.add(v128.load(at), offset);
        bits = v128.or(bits, part);
        v128.store(to, part);
      }
      if (at < end) {
        const part = i8x16.add(v128.load(at), offset);
        bits = v128.or(bits, v128.and(part, v128.load(MASKS + 16 - (end - at))));
        v128.store(to, part);
      }
      out += length;
    } else addNull(row);
    endRow(row, <u32>out - shift);
  }
  seen = bits;
  return <u32>(out - OUTPUT);
}
