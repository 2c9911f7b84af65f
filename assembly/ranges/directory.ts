// Counts the values up to one in sorted values: a directory of about one bucket a value leads to the place, and a few values are compared at once from
// there. No branch depends on the order of the queries. The twin of src/ranges/rank-directory.ts.
import { setWord, word } from "./memory";

/** Of each group: its first place and the one behind its last, its first value, the shift that makes buckets of values less that, its first bucket, its buckets. */
const ENTRY_SHIFT: usize = 5;
const FROM: usize = 0;
const TO: usize = 4;
const BASE: usize = 8;
const SHIFT: usize = 12;
/** The address of its first bucket: the place of the first value in or after it; one more closes the last. */
const FIRST: usize = 16;
const BUCKETS: usize = 20;

/** Values compared at once. As many words behind the last value are read. */
const NEAR: i32 = 8;

/** `entries`: 32 bytes a group. `room`: at most two buckets more a group than there are values. */
export function buildDirectory(values: usize, groupStart: usize, groups: i32, entries: usize, room: usize): void {
  let next = room;
  for (let g = 0; g < groups; g++) {
    const from = word(groupStart, g);
    const to = word(groupStart, g + 1);
    const entry = entries + (<usize>g << ENTRY_SHIFT);
    store<i32>(entry, from, FROM);
    store<i32>(entry, to, TO);
    // Without values every lookup ends before the first bucket.
    const base = from == to ? i32.MAX_VALUE : word(values, from);
    const reach: u32 = from == to ? 0 : <u32>(word(values, to - 1) - base);
    let shift: u32 = 0;
    while (reach >>> shift > <u32>(to - from)) shift++;
    store<i32>(entry, base, BASE);
    store<u32>(entry, shift, SHIFT);
    store<usize>(entry, next, FIRST);
    let bucket = 0;
    for (let place = from; place < to; place++) {
      const last = <i32>(<u32>(word(values, place) - base) >>> shift);
      while (bucket <= last) setWord(next, bucket++, place);
    }
    store<i32>(entry, bucket, BUCKETS);
    setWord(next, bucket++, to);
    next += <usize>bucket << 2;
  }
}

/** The place of the first value of the group that is greater than `last`. */
// @ts-ignore: decorator
@inline
export function placeAfter(values: usize, entries: usize, group: i32, last: i32): i32 {
  const entry = entries + (<usize>group << ENTRY_SHIFT);
  const base = load<i32>(entry, BASE);
  if (last < base) return load<i32>(entry, FROM);
  const bucket = min(<u32>(last - base) >>> load<u32>(entry, SHIFT), load<u32>(entry, BUCKETS));
  const to = load<i32>(entry, TO);
  let low = word(load<usize>(entry, FIRST), <i32>bucket);
  const bound = v128.splat<i32>(last);
  let steps = NEAR;
  while (steps == NEAR && low < to) {
    const at = values + (<usize>low << 2);
    steps = ctz<i32>(v128.bitmask<i32>(v128.gt<i32>(v128.load(at), bound)) | (v128.bitmask<i32>(v128.gt<i32>(v128.load(at, 16), bound)) << 4) | (1 << NEAR));
    low += steps;
  }
  return min(low, to);
}
