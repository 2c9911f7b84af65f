// Lists whole records by their sizes alone.

import { FIXED_BYTES, input, MOST_ROWS, SIZE_BYTES, STARTS } from './layout';

// Why a listing stopped, as in src/formats/bam/list-records.ts.
const FULL: u32 = 0;
const LIMIT: u32 = 1;
const INCOMPLETE: u32 = 2;
const BAD_SIZE: u32 = 3;

let end: u32 = 0;
let stop: u32 = FULL;

/** Just past the last record listed. */
export function listedEnd(): u32 { return end; }
export function listingStop(): u32 { return stop; }

/** Puts into STARTS where records begin, those from `from` on that begin before `limit`, `most` of them, and gives how many. The bytes end at `length`. */
export function listRecords(from: u32, limit: u32, length: u32, largest: u32, most: u32): u32 {
  const last = min(most, MOST_ROWS);
  let at = from;
  let count: u32 = 0;
  stop = FULL;
  for (; count < last; count++) {
    if (at >= limit) {
      stop = LIMIT;
      break;
    }
    if (<u64>at + SIZE_BYTES > <u64>length) {
      stop = INCOMPLETE;
      break;
    }
    const size = load<u32>(input() + at);
    if (<i32>size < <i32>FIXED_BYTES || size > largest) {
      stop = BAD_SIZE;
      break;
    }
    const next = <u64>at + SIZE_BYTES + size;
    if (next > <u64>length) {
      stop = INCOMPLETE;
      break;
    }
    store<u32>(STARTS + (<usize>count << 2), at);
    at = <u32>next;
  }
  end = at;
  return count;
}
