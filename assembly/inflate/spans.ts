// Values of listed lines. First their places, two words a line that count from `base`: those of a field, narrowed to those of one INFO key; then
// what stands there. Each function answers for the lines in front that have the common form, and gives their number; the caller does the others.

const EQUALS: u32 = 61;
const SEMICOLON: u32 = 59;
const DOT: u32 = 46;
const COMMA: u32 = 44;
const PLUS: u32 = 43;
const MINUS: u32 = 45;
const ZERO: u32 = 48;
const LETTER_E: u32 = 101;
const LOWER_CASE: u32 = 32;
const VECTOR: usize = 16;
const WORD: usize = 8;
const MOST_DIGITS: u32 = 15; // significant ones: below 10^15 all whole numbers are doubles
const MOST_POWER: i32 = 22; // 10^22 is the last power of ten that is a double
const MOST_EXPONENT: i32 = 100;

const POWERS = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);

let nulls: u32 = 0;
let items: u32 = 0;

/** How many NULLs the last function listed, and how many items or bytes it wrote. */
export function nullsFound(): u32 { return nulls; }
export function itemsWritten(): u32 { return items; }

/** `start`: where the first line begins. Ends at a line that has no such field. */
export function fieldSpans(lines: usize, start: u32, count: u32, stride: u32, field: u32, starts: usize, ends: usize): u32 {
  const step = <usize>stride << 2;
  const last = <usize>field << 2;
  let record = lines;
  let begin = start;
  for (let line: u32 = 0; line < count; line++) {
    const from = field ? load<u32>(record + last - 4) + 1 : begin;
    const to = load<u32>(record + last);
    if (<i32>to < <i32>from) return line;
    store<u32>(starts + (<usize>line << 2), from);
    store<u32>(ends + (<usize>line << 2), to);
    begin = load<u32>(record + step - 4) + 1;
    record += step;
  }
  return count;
}

/** From INFO to the value of one key, the first where it stands twice. No key, or one without a value, becomes a place without bytes. */
export function infoSpans(base: usize, count: u32, key: usize, length: u32, starts: usize, ends: usize): void {
  for (let slot: usize = 0, end = <usize>count << 2; slot < end; slot += 4) {
    const from = base + <usize>load<u32>(starts + slot);
    const to = base + <usize>load<u32>(ends + slot);
    const entry = findKey(from, to, key, length);
    let at = to;
    let stop = to;
    if (entry && entry + length < to && load<u8>(entry + length) == <u8>EQUALS) {
      at = entry + length + 1;
      stop = semicolonAfter(at, to);
    }
    store<u32>(starts + slot, <u32>(at - base));
    store<u32>(ends + slot, <u32>(stop - base));
  }
}

/** Where the entry of a key begins, 0 if there is none. Looks at entries that begin with the key's first letter only. */
// @ts-ignore: decorator
@inline
function findKey(from: usize, to: usize, key: usize, length: u32): usize {
  if (isKey(from, to, key, length)) return from;
  const semicolon = i8x16.splat(<i8>SEMICOLON);
  const letter = i8x16.splat(load<i8>(key));
  for (let at = from; at < to; at += VECTOR) {
    let found = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), semicolon), i8x16.eq(v128.load(at, 1), letter)));
    while (found) {
      const entry = at + ctz(found) + 1;
      if (isKey(entry, to, key, length)) return entry;
      found &= found - 1;
    }
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function isKey(at: usize, to: usize, key: usize, length: u32): bool {
  const behind = at + length;
  if (behind > to) return false;
  if (behind < to) {
    const byte = load<u8>(behind);
    if (byte != <u8>EQUALS && byte != <u8>SEMICOLON) return false;
  }
  if (length <= <u32>WORD) return ((load<u64>(at) ^ load<u64>(key)) << ((WORD - length) << 3)) == 0;
  return memory.compare(at, key, length) == 0;
}

// @ts-ignore: decorator
@inline
function semicolonAfter(from: usize, to: usize): usize {
  const semicolon = i8x16.splat(<i8>SEMICOLON);
  for (let at = from; at < to; at += VECTOR) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), semicolon));
    if (found) return min(to, at + ctz(found));
  }
  return to;
}

/** Whole numbers of up to nine digits with `shift` added, which must not fall below `least`. */
export function spanPositions(base: usize, count: u32, starts: usize, ends: usize, shift: i32, least: i32, values: usize): u32 {
  for (let line: u32 = 0; line < count; line++) {
    const slot = <usize>line << 2;
    let at = base + <usize>load<u32>(starts + slot);
    const to = base + <usize>load<u32>(ends + slot);
    if (at >= to || to - at > 9) return line;
    let value: i32 = 0;
    for (; at < to; at++) {
      const digit = <u32>load<u8>(at) - ZERO;
      if (digit > 9) return line;
      value = value * 10 + digit;
    }
    value += shift;
    if (value < least) return line;
    store<i32>(values + slot, value);
  }
  return count;
}

/**
 * Texts, one behind the other at `text`, with the end of each at `offsets`. With `nullable`, '.' and nothing are NULL and listed in `missing`;
 * otherwise lines end at an empty text. Stops before text would grow beyond `most` bytes.
 */
export function spanTexts(base: usize, count: u32, starts: usize, ends: usize, nullable: bool, text: usize, most: u32, offsets: usize, missing: usize): u32 {
  let out = text;
  let line: u32 = 0;
  nulls = 0;
  for (; line < count; line++) {
    const slot = <usize>line << 2;
    const from = base + <usize>load<u32>(starts + slot);
    const length = load<u32>(ends + slot) - load<u32>(starts + slot);
    if (length <= 1 && (length == 0 || (nullable && load<u8>(from) == <u8>DOT))) {
      if (!nullable) break;
      store<u32>(missing + (<usize>nulls << 2), line);
      nulls++;
    } else {
      if (<u32>(out - text) + length > most) break;
      v128.store(out, v128.load(from));
      if (length > <u32>VECTOR) memory.copy(out + VECTOR, from + VECTOR, <usize>length - VECTOR);
      out += length;
    }
    store<u32>(offsets + slot, <u32>(out - text));
  }
  items = <u32>(out - text);
  return line;
}

const ONE: u32 = 0; // of `form`; MANY is 1

/**
 * Decimal numbers as doubles, those that one multiplication or division rounds correctly. '.' and nothing are NULL, as 0 at `values`, and listed in
 * `missing`. With MANY, commas part the items of a list, and `offsets` tells where the items of each line end; NULL has none.
 * `whole`: without point and exponent. None is below `least` or above `greatest`. Stops before there were more than `most` items.
 */
export function spanNumbers(
  base: usize, count: u32, starts: usize, ends: usize, form: u32, whole: bool, least: f64, greatest: f64, values: usize, most: u32, offsets: usize,
  missing: usize,
): u32 {
  let line: u32 = 0;
  let written: u32 = 0;
  nulls = 0;
  for (; line < count; line++) {
    const slot = <usize>line << 2;
    const before = written;
    let at = base + <usize>load<u32>(starts + slot);
    const to = base + <usize>load<u32>(ends + slot);
    if (written == most) break;
    if (at >= to || (to - at == 1 && load<u8>(at) == <u8>DOT)) {
      store<u32>(missing + (<usize>nulls << 2), line);
      nulls++;
      if (form == ONE) {
        store<f64>(values + (<usize>written << 3), 0);
        written++;
      }
    } else {
      while (true) {
        let value = plainNumber(at, to, whole);
        if (!numberEnd) value = number(at, to, whole);
        if (!numberEnd || !(value >= least && value <= greatest) || (numberEnd < to && (form == ONE || written + 1 >= most))) {
          items = before;
          return line;
        }
        store<f64>(values + (<usize>written << 3), value);
        written++;
        if (numberEnd >= to) break;
        at = numberEnd + 1;
      }
    }
    store<u32>(offsets + slot, written);
  }
  items = written;
  return line;
}

// For a text of some length with a point at some place, where each of sixteen digits comes from: the last digit last, nothing in front.
const DIGIT_PLACES = memory.data(16 * 17 * 16, 16);
const NOTHING: u8 = 0x80;

/** Fills the table of the places of digits. */
export function initSpans(): void {
  for (let length: u32 = 1; length <= 16; length++) {
    for (let point: u32 = 0; point <= length; point++) {
      const row = DIGIT_PLACES + (<usize>((length - 1) * 17 + point) << 4);
      const digits = point < length ? length - 1 : length;
      for (let i: u32 = 0; i < 16; i++) {
        const digit = i - (16 - digits);
        store<u8>(row + i, i < 16 - digits ? NOTHING : <u8>(digit < point ? digit : digit + 1));
      }
    }
  }
}

/** Digits, perhaps with a point among them, fifteen at most: all at once. Otherwise, or with anything else, sets `numberEnd` to 0. */
// @ts-ignore: decorator
@inline
function plainNumber(from: usize, to: usize, whole: bool): f64 {
  const length = <u32>(to - from);
  numberEnd = 0;
  if (length > 16) return 0;
  const digits = i8x16.sub(v128.load(from), i8x16.splat(<i8>ZERO));
  const others = i8x16.bitmask(i8x16.gt_u(digits, i8x16.splat(9))) & ((1 << length) - 1);
  let point = length;
  if (others) {
    point = ctz(others);
    if (others & (others - 1) || load<u8>(from + point) != <u8>DOT || whole || length == 1) return 0;
  } else if (length > MOST_DIGITS) return 0;
  const placed = i8x16.swizzle(digits, v128.load(DIGIT_PLACES + (<usize>((length - 1) * 17 + point) << 4)));
  const pairs = i16x8.add(i16x8.mul(v128.and(placed, i16x8.splat(255)), i16x8.splat(10)), i16x8.shr_u(placed, 8));
  const fours = i32x4.dot_i16x8_s(pairs, i32x4.splat(0x00010064)); // 100 and 1
  const high = i32x4.extract_lane(fours, 0) * 10000 + i32x4.extract_lane(fours, 1);
  const low = i32x4.extract_lane(fours, 2) * 10000 + i32x4.extract_lane(fours, 3);
  const size = <f64>(<u64>high * 100000000 + <u64>low);
  numberEnd = to;
  return point < length ? size / load<f64>(POWERS + (<usize>(length - 1 - point) << 3)) : size;
}

let numberEnd: usize = 0; // where the number ends: at a comma or at `to`; 0 if it is none of the common form

function number(from: usize, to: usize, whole: bool): f64 {
  let at = from;
  let negative = false;
  let mantissa: u64 = 0;
  let digits: u32 = 0;
  let scale: i32 = 0;
  numberEnd = 0;
  const sign = <u32>load<u8>(at);
  if (sign == MINUS || sign == PLUS) {
    negative = sign == MINUS;
    at++;
  }
  const first = at;
  while (at < to) {
    const digit = <u32>load<u8>(at) - ZERO;
    if (digit > 9) break;
    mantissa = mantissa * 10 + digit;
    digits += <u32>(mantissa != 0);
    at++;
  }
  let seen = <u32>(at - first);
  if (at < to && load<u8>(at) == <u8>DOT && !whole) {
    const point = ++at;
    while (at < to) {
      const digit = <u32>load<u8>(at) - ZERO;
      if (digit > 9) break;
      mantissa = mantissa * 10 + digit;
      digits += <u32>(mantissa != 0);
      at++;
    }
    scale = <i32>point - <i32>at;
    seen += <u32>(at - point);
  }
  if (!seen || digits > MOST_DIGITS) return 0;
  if (at < to && load<u8>(at) != <u8>COMMA) {
    if (whole || (<u32>load<u8>(at) | LOWER_CASE) != LETTER_E) return 0;
    at = exponent(at + 1, to);
    if (!at) return 0;
    scale += power;
  }
  if (scale < -MOST_POWER || scale > MOST_POWER) return 0;
  numberEnd = at;
  const size = <f64>mantissa;
  const value = scale < 0 ? size / load<f64>(POWERS + (<usize>(-scale) << 3)) : size * load<f64>(POWERS + (<usize>scale << 3));
  return negative ? -value : value;
}

let power: i32 = 0;

/** Where the exponent ends, 0 if there is none. */
function exponent(from: usize, to: usize): usize {
  let at = from;
  let negative = false;
  if (at < to && (load<u8>(at) == <u8>MINUS || load<u8>(at) == <u8>PLUS)) negative = load<u8>(at++) == <u8>MINUS;
  const first = at;
  let value: i32 = 0;
  for (; at < to && load<u8>(at) != <u8>COMMA; at++) {
    const digit = <u32>load<u8>(at) - ZERO;
    if (digit > 9 || value > MOST_EXPONENT) return 0;
    value = value * 10 + digit;
  }
  power = negative ? -value : value;
  return at > first ? at : 0;
}
