// Sorts intervals by (group, start, end, row). Group and start make one key of 32 bits; rows are parted by its upper bits, and each part, which fits the
// nearest cache, is sorted by the lower ones. Steps are called one after the other, so that the caller may give the thread away in between.
import { grow, setWord, word } from "./memory";

// Words of a job: see src/ranges/kernels/sort-kernel.ts.
const LENGTH: usize = 0;
const GROUPS: usize = 4;
const GROUP: usize = 8;
const START: usize = 12;
const END: usize = 16;
const LABEL: usize = 20;
const RECORDS: usize = 24;
const GROUP_START: usize = 28;
const LOWEST: usize = 32;
const HIGHEST: usize = 36;
const PARTS: usize = 40;
const PART_BITS: usize = 44;
const SCRATCH: usize = 48;
const HAS_EMPTY: usize = 52;
const HAS_INVERTED: usize = 56;
const LOWER_BITS: usize = 60;
/** Bytes from one row of the input to the next. */
const STRIDE: usize = 64;

/** A record: key, end, row. */
const RECORD: usize = 12;
const DIGIT_BITS: u32 = 8;
const DIGITS: i32 = 256;
/** Rows that are moved one by one. */
const FEW: i32 = 24;
const SIGN: u32 = 0x80000000;

/** Counts of the digits of four passes, one after the other. */
const counts = memory.data(4 * 4 * 256);

/** Counts rows and looks for the least and the largest start of each group. 0: the keys do not fit 32 bits. */
export function survey(job: usize): i32 {
  const groups = load<i32>(job, GROUPS);
  const stride = load<usize>(job, STRIDE);
  const group = load<usize>(job, GROUP);
  const toStart = load<usize>(job, START) - group;
  const toEnd = load<usize>(job, END) - group;
  const last = group + <usize>load<i32>(job, LENGTH) * stride;
  const groupStart = load<usize>(job, GROUP_START);
  const lowest = load<usize>(job, LOWEST);
  const highest = load<usize>(job, HIGHEST);
  memory.fill(groupStart, 0, <usize>(groups + 1) << 2);
  for (let g = 0; g < groups; g++) {
    setWord(lowest, g, i32.MAX_VALUE);
    setWord(highest, g, i32.MIN_VALUE);
  }
  let empty = 0;
  let inverted = 0;
  for (let at = group; at < last; at += stride) {
    const g = load<i32>(at);
    if (g < 0) continue;
    const s = load<i32>(at + toStart);
    const e = load<i32>(at + toEnd);
    empty |= <i32>(s == e);
    inverted |= <i32>(s > e);
    setWord(groupStart, g + 1, word(groupStart, g + 1) + 1);
    if (s < word(lowest, g)) setWord(lowest, g, s);
    if (s > word(highest, g)) setWord(highest, g, s);
  }
  store<i32>(job, empty, HAS_EMPTY);
  store<i32>(job, inverted, HAS_INVERTED);
  return numberKeys(job, groups);
}

/** Counts become places, and the least start of each group what is added to its starts to make keys. */
function numberKeys(job: usize, groups: i32): i32 {
  const groupStart = load<usize>(job, GROUP_START);
  const lowest = load<usize>(job, LOWEST);
  const highest = load<usize>(job, HIGHEST);
  let keys: u64 = 0;
  for (let g = 0; g < groups; g++) {
    const rows = word(groupStart, g + 1);
    const least = word(lowest, g);
    setWord(groupStart, g + 1, word(groupStart, g) + rows);
    setWord(lowest, g, <i32>(<u32>keys) - least);
    if (rows > 0) keys += <u64>(<i64>word(highest, g) - <i64>least + 1);
  }
  if (keys > 0x100000000) return 0;
  const bits = keys < 2 ? 0 : 64 - <i32>clz<u64>(keys - 1);
  store<i32>(job, max(0, bits - load<i32>(job, PART_BITS)), LOWER_BITS);
  return 1;
}

/** Lays the rows out as records, part by part. 0: there is no memory for the largest part. */
export function part(job: usize): i32 {
  const stride = load<usize>(job, STRIDE);
  const group = load<usize>(job, GROUP);
  const toStart = load<usize>(job, START) - group;
  const toEnd = load<usize>(job, END) - group;
  const label = load<usize>(job, LABEL);
  const toLabel = label - group;
  const last = group + <usize>load<i32>(job, LENGTH) * stride;
  const records = load<usize>(job, RECORDS);
  const added = load<usize>(job, LOWEST);
  const parts = load<usize>(job, PARTS);
  const shift = load<u32>(job, LOWER_BITS);
  const many = 1 << load<i32>(job, PART_BITS);
  memory.fill(parts, 0, <usize>(many + 1) << 2);
  for (let from = group; from < last; from += stride) {
    const g = load<i32>(from);
    if (g < 0) continue;
    const at = parts + (<usize>((<u32>(load<i32>(from + toStart) + word(added, g))) >>> shift) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  const largest = firstPlaces(parts, many);
  if (!grow(load<usize>(job, SCRATCH) + <usize>largest * RECORD)) return 0;
  let row = 0;
  for (let from = group; from < last; from += stride, row++) {
    const g = load<i32>(from);
    if (g < 0) continue;
    const key = <u32>(load<i32>(from + toStart) + word(added, g));
    const at = parts + (<usize>(key >>> shift) << 2);
    const place = load<i32>(at);
    store<i32>(at, place + 1);
    const record = records + <usize>place * RECORD;
    store<u32>(record, key);
    store<i32>(record, load<i32>(from + toEnd), 4);
    store<i32>(record, label == 0 ? row : load<i32>(from + toLabel), 8);
  }
  return 1;
}

/** Counts become places. The largest count. */
function firstPlaces(counted: usize, many: i32): i32 {
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < many; i++) {
    const count = word(counted, i);
    setWord(counted, i, sum);
    sum += count;
    largest = max(largest, count);
  }
  return largest;
}

/** Sorts parts until they hold `rows` or more. Gives the next part. */
export function sortParts(job: usize, from: i32, rows: i32): i32 {
  const parts = load<usize>(job, PARTS);
  const records = load<usize>(job, RECORDS);
  const scratch = load<usize>(job, SCRATCH);
  const bits = load<u32>(job, LOWER_BITS);
  const many = 1 << load<i32>(job, PART_BITS);
  // After the rows were laid out, each entry is where its part ends.
  let place = from == 0 ? 0 : word(parts, from - 1);
  const stop = place + rows;
  let at = from;
  for (; at < many && place < stop; at++) {
    const to = word(parts, at);
    const first = records + <usize>place * RECORD;
    if (to - place > FEW) {
      sortByBits(first, to - place, scratch, 0, bits);
      sortTies(first, to - place, scratch);
    } else moveRows(first, to - place);
    place = to;
  }
  return at;
}

/** Puts the records [from, to) where the starts, the ends and the groups were: those become the rows. */
export function writeRows(job: usize, from: i32, to: i32): void {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const added = load<usize>(job, LOWEST);
  const records = load<usize>(job, RECORDS);
  const start = load<usize>(job, START);
  const end = load<usize>(job, END);
  const row = load<usize>(job, GROUP);
  let place = from;
  for (let g = 0; g < groups && place < to; g++) {
    const last = min(to, word(groupStart, g + 1));
    const less = word(added, g);
    for (; place < last; place++) {
      const record = records + <usize>place * RECORD;
      setWord(start, place, load<i32>(record) - less);
      setWord(end, place, load<i32>(record, 4));
      setWord(row, place, load<i32>(record, 8));
    }
  }
}

// @ts-ignore: decorator
@inline
function copyRecord(to: usize, from: usize): void {
  const key = load<u64>(from);
  const row = load<i32>(from, 8);
  store<u64>(to, key);
  store<i32>(to, row, 8);
}

/** By (key, end), one by one. Stable. */
function moveRows(first: usize, rows: i32): void {
  const last = first + <usize>rows * RECORD;
  for (let at = first + RECORD; at < last; at += RECORD) {
    const key = load<u32>(at);
    const end = load<i32>(at, 4);
    let to = at - RECORD;
    if (!isBehind(to, key, end)) continue;
    const row = load<i32>(at, 8);
    do {
      copyRecord(to + RECORD, to);
      to -= RECORD;
    } while (to >= first && isBehind(to, key, end));
    store<u32>(to, key, RECORD);
    store<i32>(to, end, RECORD + 4);
    store<i32>(to, row, RECORD + 8);
  }
}

// @ts-ignore: decorator
@inline
function isBehind(record: usize, key: u32, end: i32): bool {
  const own = load<u32>(record);
  return own > key || (own == key && load<i32>(record, 4) > end);
}

/** By the lower `bits` of the word at `field`, least digit first. Stable. */
function sortByBits(first: usize, rows: i32, scratch: usize, field: usize, bits: u32): void {
  const last = first + <usize>rows * RECORD;
  const passes = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
  const flip: u32 = field == 0 ? 0 : SIGN;
  memory.fill(counts, 0, <usize>passes << 10);
  for (let at = first; at < last; at += RECORD) {
    let key = load<u32>(at + field) ^ flip;
    for (let pass: u32 = 0, counted = counts; pass < passes; pass++, counted += 1024) {
      const count = counted + (<usize>(key & 0xff) << 2);
      store<i32>(count, load<i32>(count) + 1);
      key >>>= DIGIT_BITS;
    }
  }
  let from = first;
  let to = scratch;
  for (let pass: u32 = 0; pass < passes; pass++) {
    const next = counts + (<usize>pass << 10);
    const shift = pass * DIGIT_BITS;
    if (word(next, <i32>(((load<u32>(from + field) ^ flip) >>> shift) & 0xff)) == rows) continue;
    firstPlaces(next, DIGITS);
    const behind = from + <usize>rows * RECORD;
    for (let at = from; at < behind; at += RECORD) {
      const digit = next + (<usize>(((load<u32>(at + field) ^ flip) >>> shift) & 0xff) << 2);
      const place = load<i32>(digit);
      store<i32>(digit, place + 1);
      copyRecord(to + <usize>place * RECORD, at);
    }
    const other = from;
    from = to;
    to = other;
  }
  if (from != first) memory.copy(first, from, <usize>rows * RECORD);
}

/** Rows of one key by their ends. */
function sortTies(first: usize, rows: i32, scratch: usize): void {
  const last = first + <usize>rows * RECORD;
  for (let at = first; at < last; ) {
    const key = load<u32>(at);
    let to = at + RECORD;
    while (to < last && load<u32>(to) == key) to += RECORD;
    const tied = <i32>((to - at) / RECORD);
    if (tied > FEW) sortByBits(at, tied, scratch, 4, 32);
    else if (tied > 1) moveRows(at, tied);
    at = to;
  }
}
