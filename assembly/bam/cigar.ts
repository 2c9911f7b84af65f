// CIGARs: as text, and how far they reach.

import {
  CIGAR_COUNT, cigarStart, FLAGS, OFFSETS, OUTPUT, POSITION, recordAt, REF_ID, REFUSED, SEQUENCE_LENGTH, UNMAPPED,
} from './layout';
import { DIGITS, DIGITS_LIMIT, OPERATIONS } from './tables';
import { addNull, beginText, endRow } from './text';

const SOFT_CLIP: u32 = 4;
// Bit by operation: consumes the reference (M, D, N, =, X), consumes the query (M, I, S, =, X).
export const REFERENCE: u32 = 0b1_1000_1101;
export const QUERY: u32 = 0b1_1001_0011;

/** A soft clip of the whole read stands where the CIGAR is in a tag (SAMv1 §4.2.2). */
// @ts-ignore: decorator
@inline
function isPlaceholder(record: usize, first: u32): bool {
  return (first & 15) == SOFT_CLIP && first >> 4 == load<u32>(record, SEQUENCE_LENGTH)
    && load<i32>(record, REF_ID) >= 0 && load<i32>(record, POSITION) >= 0;
}

/** A record without operations is NULL. Refused: an unknown operation, one that does not fit the sequence, a CIGAR that may be in a tag. */
export function cigars(count: u32, base: u32): u32 {
  beginText(base);
  const shift = <u32>OUTPUT - base;
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const record = recordAt(row);
    const operations = <u32>load<u16>(record, CIGAR_COUNT);
    if (operations) {
      let at = cigarStart(record);
      if (isPlaceholder(record, load<u32>(at))) return REFUSED;
      let query: u64 = 0;
      for (const end = at + (<usize>operations << 2); at < end; at += 4) {
        const word = load<u32>(at);
        const length = word >> 4;
        const letter = load<u8>(OPERATIONS + (word & 15));
        if (!letter) return REFUSED;
        if ((QUERY >> (word & 15)) & 1) query += length;
        out = writeNumber(out, length);
        store<u8>(out, letter);
        out++;
      }
      const bases = load<u32>(record, SEQUENCE_LENGTH);
      if (query != <u64>bases && bases && !(<u32>load<u16>(record, FLAGS) & UNMAPPED)) return REFUSED;
    } else addNull(row);
    endRow(row, <u32>out - shift);
  }
  return <u32>(out - OUTPUT);
}

// @ts-ignore: decorator
@inline
function writeNumber(at: usize, value: u32): usize {
  if (value < DIGITS_LIMIT) {
    const digits = load<u32>(DIGITS + (<usize>value << 2));
    store<u32>(at, digits);
    return at + (digits >> 24);
  }
  return writeLong(at, value);
}

function writeLong(at: usize, value: u32): usize {
  let end = at + 4;
  for (let rest = value / 10000; rest; rest /= 10) end++;
  let to = end;
  for (let rest = value; to > at; rest /= 10) {
    to--;
    store<u8>(to, <u8>(48 + (rest % 10)));
  }
  return end;
}

/** The exclusive 0-based end of each record in OFFSETS; one without a position is 0, and listed as NULL. False: refused. */
export function ends(count: u32): bool {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) {
    const record = recordAt(row);
    const position = load<i32>(record, POSITION);
    let end = 0;
    if (position < 0) addNull(row);
    else {
      const operations = <u32>load<u16>(record, CIGAR_COUNT);
      let length: u64 = 0;
      if (operations && !(<u32>load<u16>(record, FLAGS) & UNMAPPED)) {
        let at = cigarStart(record);
        if (isPlaceholder(record, load<u32>(at))) return false;
        for (const last = at + (<usize>operations << 2); at < last; at += 4) {
          const word = load<u32>(at);
          if ((REFERENCE >> (word & 15)) & 1) length += word >> 4;
        }
      }
      end = position + <i32>max<u64>(1, length);
    }
    store<i32>(OFFSETS + (<usize>row << 2), end);
  }
  return true;
}
