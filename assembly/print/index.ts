// Rows as delimited text. The twin of src/cli/print/rows/script-kernels.ts, where the words of jobs and parts are told.

const INT32: u32 = 0;
const UINT32: u32 = 1;
const INT64: u32 = 2;
const ENTRY: u32 = 3;

const NEWLINE: u32 = 10;
const QUOTE: u32 = 34;
const MINUS: u32 = 45;
const ZERO: u32 = 48;
const PAGE_SHIFT: u32 = 16;
const TEN_4: u32 = 10000;
const TEN_8: u32 = 100000000;
const POINT: u32 = 46;
const RETURN: u32 = 13;
const PART_BYTES: usize = 32;
const VECTOR: u32 = 16;
// Sixteen set bytes, then sixteen clear ones: a vector read at MASKS + 16 - n keeps n bytes.
const MASKS = memory.data(32, 16);

// The four digits of 0 ... 9999 as a word each.
const DIGITS = memory.data(40000, 16);

v128.store(MASKS, i8x16.splat(-1));
for (let value: u32 = 0; value < TEN_4; value++) {
  const high = value / 100;
  const low = value % 100;
  const word = (ZERO + high / 10) | ((ZERO + (high % 10)) << 8) | ((ZERO + low / 10) << 16) | ((ZERO + (low % 10)) << 24);
  store<u32>(DIGITS + (value << 2), word);
}

export function firstFree(): usize {
  return (__heap_base + 63) & ~63;
}

export function grow(bytes: u32): i32 {
  const pages = <i32>((<u64>bytes + 0xffff) >> PAGE_SHIFT);
  const missing = pages - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0 ? 1 : 0;
}

// @ts-ignore: decorator
@inline
function digits(value: u32): u32 {
  return load<u32>(DIGITS + (value << 2));
}

// Below 10,000, without leading zeros.
// @ts-ignore: decorator
@inline
function leading(at: usize, value: u32): usize {
  const length: u32 = value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
  store<u32>(at, digits(value) >> ((4 - length) << 3));
  return at + length;
}

// @ts-ignore: decorator
@inline
function number32(from: usize, value: u32): usize {
  let at = from;
  if (value < TEN_4) return leading(at, value);
  const high = value / TEN_4;
  if (high < TEN_4) at = leading(at, high);
  else {
    const highest = high / TEN_4;
    at = leading(at, highest);
    store<u32>(at, digits(high - highest * TEN_4));
    at += 4;
  }
  store<u32>(at, digits(value - high * TEN_4));
  return at + 4;
}

function number64(from: usize, value: i64): usize {
  let at = from;
  let rest = <u64>value;
  if (value < 0) {
    store<u8>(at++, <u8>MINUS);
    rest = 0 - rest;
  }
  if (rest <= <u64>u32.MAX_VALUE) return number32(at, <u32>rest);
  const high = rest / TEN_8;
  const low = <u32>(rest - high * TEN_8);
  at = number64(at, <i64>high);
  const middle = low / TEN_4;
  store<u32>(at, digits(middle));
  store<u32>(at, digits(low - middle * TEN_4), 4);
  return at + 8;
}

// Reads and writes up to a vector more than the text.
// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, length: u32): usize {
  v128.store(to, v128.load(from));
  if (length <= VECTOR) return to + length;
  v128.store(to, v128.load(from, VECTOR), VECTOR);
  // A call of memory.copy costs more than some dozens of vectors.
  for (let done: u32 = 2 * VECTOR; done < length; done += VECTOR) v128.store(to + done, v128.load(from + done));
  return to + length;
}

// @ts-ignore: decorator
@inline
function entry(part: usize, row: u32, out: usize): usize {
  let place = load<i32>(<usize>load<u32>(part, 4) + (row << 2));
  if (place < 0) place = load<i32>(part, 24);
  const slot = <usize>place << 2;
  const start = load<u32>(<usize>load<u32>(part, 12) + slot);
  const length = load<u32>(<usize>load<u32>(part, 16) + slot);
  return copy(out, <usize>load<u32>(part, 20) + start, length);
}

// Copies and looks for what must be quoted at once; where something must, the text is written anew.
// @ts-ignore: decorator
@inline
function text(part: usize, row: u32, special: v128, out: usize): usize {
  const offsets = <usize>load<u32>(part, 4) + (row << 2);
  const start = load<u32>(offsets);
  const length = load<u32>(offsets, 4) - start;
  if (!length) {
    store<u16>(out, <u16>((QUOTE << 8) | QUOTE));
    return out + 2;
  }
  const from = <usize>load<u32>(part, 20) + start;
  const end = from + length;
  const low = i8x16.splat(15);
  let found = i8x16.splat(0);
  let at = from;
  let to = out;
  for (; at + VECTOR <= end; at += VECTOR, to += VECTOR) {
    const bytes = v128.load(at);
    v128.store(to, bytes);
    found = v128.or(found, i8x16.eq(bytes, i8x16.swizzle(special, v128.and(bytes, low))));
  }
  if (at < end) {
    const bytes = v128.load(at);
    v128.store(to, bytes);
    const hits = i8x16.eq(bytes, i8x16.swizzle(special, v128.and(bytes, low)));
    found = v128.or(found, v128.and(hits, v128.load(MASKS + VECTOR - (end - at))));
  }
  return v128.any_true(found) ? quoted(out, from, length) : out + length;
}

// The bytes that must be quoted, each at the place of its low four bits, which are all different: the delimiter is a comma or a tab. At the other
// places stands a byte with other low bits.
// @ts-ignore: decorator
@inline
function specialBytes(delimiter: u32): v128 {
  const places = i8x16(1, 0, <i8>QUOTE, 0, 0, 0, 0, 0, 0, 0, <i8>NEWLINE, 0, 0, <i8>RETURN, 0, 0);
  const isDelimiter = i8x16.eq(i8x16.splat(<i8>(delimiter & 15)), i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  return v128.bitselect(i8x16.splat(<i8>delimiter), places, isDelimiter);
}

// @ts-ignore: decorator
@inline
function value(part: usize, kind: u32, row: u32, special: v128, out: usize): usize {
  const values = <usize>load<u32>(part, 4);
  switch (kind) {
    case INT32: {
      const number = load<i32>(values + (row << 2));
      if (number >= 0) return number32(out, number);
      store<u8>(out, <u8>MINUS);
      return number32(out + 1, 0 - number);
    }
    case UINT32:
      return number32(out, load<u32>(values + (row << 2)));
    case INT64:
      return number64(out, load<i64>(values + (row << 3)));
    default:
      return text(part, row, special, out);
  }
}

// @ts-ignore: decorator
@inline
function writeRow(parts: usize, end: usize, row: u32, delimiter: u32, from: usize): usize {
  const special = specialBytes(delimiter);
  let out = from;
  for (let part = parts; part < end; part += PART_BYTES) {
    const kind = load<u32>(part);
    const validity = <usize>load<u32>(part, 8);
    if (!validity || (load<u8>(validity + (row >> 3)) >> (row & 7)) & 1) {
      out = kind == ENTRY ? entry(part, row, out) : value(part, kind, row, special, out);
    }
    store<u8>(out++, <u8>delimiter);
  }
  return out;
}

export function writeRows(job: usize): usize {
  const parts = <usize>load<u32>(job);
  const end = parts + <usize>load<u32>(job, 4) * PART_BYTES;
  const to = load<u32>(job, 12);
  const delimiter = load<u32>(job, 16);
  const targets = <usize>load<u32>(job, 24);
  let out = <usize>load<u32>(job, 20);
  if (!targets) {
    for (let row = load<u32>(job, 8); row < to; row++) {
      out = writeRow(parts, end, row, delimiter, out);
      store<u8>(out - 1, <u8>NEWLINE);
    }
    return out;
  }
  const starts = <usize>load<u32>(job, 28);
  const lengths = <usize>load<u32>(job, 32);
  const base = <usize>load<u32>(job, 36);
  for (let row = load<u32>(job, 8); row < to; row++) {
    const slot = <usize>load<u32>(targets + (row << 2)) << 2;
    const began = out;
    out = writeRow(parts, end, row, delimiter, out) - 1;
    store<u32>(starts + slot, <u32>(began - base));
    store<u32>(lengths + slot, <u32>(out - began));
  }
  return out;
}

export function listMissing(rows: usize, count: u32, starts: usize, into: usize): u32 {
  let found: u32 = 0;
  const end = rows + (count << 2);
  for (let at = rows; at < end; at += 4) {
    const row = load<i32>(at);
    if (row < 0) continue;
    const start = starts + (<usize>row << 2);
    if (load<i32>(start) >= 0) continue;
    store<u32>(start, 0);
    store<u32>(into + (found << 2), row);
    found++;
  }
  return found;
}

// Texts of float64 numbers, as writeFloat of src/cli/print/write-number.ts writes them: see there why the smallest number of decimals is right.
// Gives the row that it leaves to the caller, for want of a short decimal; `to` if there is none.
export function writeFloats(values: usize, from: u32, to: u32, text: usize, starts: usize, lengths: usize): u32 {
  const before = <usize>(from - 1) << 2;
  let out = text + (from ? <usize>(load<u32>(starts + before) + load<u32>(lengths + before)) : 0);
  for (let row = from; row < to; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    const size = abs(value);
    if (!(size < 1e9 && (size >= 1e-6 || size == 0))) return row;
    let power: f64 = 1;
    let decimals: u32 = 0;
    let whole = floor(size + 0.5);
    while (whole / power != size) {
      if (++decimals > 6) return row;
      power *= 10;
      whole = floor(size * power + 0.5);
      if (whole >= 1e15) return row;
    }
    const slot = <usize>row << 2;
    store<u32>(starts + slot, <u32>(out - text));
    const began = out;
    if (value < 0) store<u8>(out++, <u8>MINUS);
    out = decimal(out, <u64>whole, <u64>power, decimals);
    store<u32>(lengths + slot, <u32>(out - began));
  }
  return to;
}

// @ts-ignore: decorator
@inline
function decimal(from: usize, number: u64, power: u64, decimals: u32): usize {
  if (!decimals) return number32(from, <u32>number);
  const before = number / power;
  const behind = <u32>(number - before * power);
  let at = number32(from, <u32>before);
  store<u8>(at++, <u8>POINT);
  if (decimals <= 4) {
    store<u32>(at, digits(behind) >> ((4 - decimals) << 3));
    return at + decimals;
  }
  const high = behind / TEN_4;
  store<u32>(at, digits(high) >> ((8 - decimals) << 3));
  at += decimals - 4;
  store<u32>(at, digits(behind - high * TEN_4));
  return at + 4;
}

/** Of `count` texts between offsets. */
export function longestText(offsets: usize, count: u32): u32 {
  let longest: u32 = 0;
  let start = load<u32>(offsets);
  for (let at = offsets + 4, end = offsets + (<usize>count << 2); at <= end; at += 4) {
    const next = load<u32>(at);
    longest = max(longest, next - start);
    start = next;
  }
  return longest;
}

function quoted(to: usize, from: usize, length: u32): usize {
  const end = from + length;
  const quotes = i8x16.splat(<i8>QUOTE);
  let out = to;
  store<u8>(out++, <u8>QUOTE);
  let at = from;
  while (at < end) {
    const bytes = v128.load(at);
    v128.store(out, bytes);
    const found = <u32>i8x16.bitmask(i8x16.eq(bytes, quotes));
    // Up to the first quote, which is written twice, or the end.
    const plain = min<usize>(found ? ctz(found) + 1 : VECTOR, end - at);
    at += plain;
    out += plain;
    if (found && load<u8>(at - 1) == <u8>QUOTE) store<u8>(out++, <u8>QUOTE);
  }
  store<u8>(out, <u8>QUOTE);
  return out + 1;
}
