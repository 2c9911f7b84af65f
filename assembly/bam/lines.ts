// Fields of SAM lines: the text lies at INPUT, the tabs of each line and its newline in SLOTS, where it begins in STARTS. What is out of the
// ordinary is refused.

import { INPUT, OFFSETS, OUTPUT, REFUSED, SLOTS, STARTS, UNMAPPED } from './layout';
import { MASKS, OPERATIONS } from './tables';
import { addNull, beginText, copyText, endRow } from './text';
import { QUERY, REFERENCE } from './cigar';

const FLAGS: u32 = 1;
const POSITION: u32 = 3;
const CIGAR: u32 = 5;
const SEQUENCE: u32 = 9;
const QUALITY: u32 = 10;

const STAR: u8 = 42;
const MINUS: u8 = 45;
const ZERO: u32 = 48;
const MOST_DIGITS: usize = 9;
const FIRST_SCORE: i8 = 33;
const SCORES: i8 = 93; // and one more
const MOST_OPERATION: u32 = 1 << 28;

let base: usize = 0; // the address that positions count from
let step: usize = 0; // bytes of positions of a line

/** Positions count from the byte of number `first`, which lies at INPUT; `stride` of them a line. */
export function useLines(first: u32, stride: u32): void {
  base = INPUT - first;
  step = <usize>stride << 2;
}

// @ts-ignore: decorator
@inline
function fieldStart(row: u32, field: u32): usize {
  if (!field) return base + load<u32>(STARTS + (<usize>row << 2));
  return base + load<u32>(SLOTS + <usize>row * step + (<usize>field << 2) - 4) + 1;
}

/** Before the start where the line has no such field. */
// @ts-ignore: decorator
@inline
function fieldEnd(row: u32, field: u32): usize {
  return base + load<u32>(SLOTS + <usize>row * step + (<usize>field << 2));
}

// @ts-ignore: decorator
@inline
function isStar(from: usize, to: usize): bool {
  return to - from == 1 && load<u8>(from) == STAR;
}

/** Text as it stands; '*' is NULL. */
export function lineTexts(count: u32, field: u32, before: u32): u32 {
  beginText(before);
  const shift = <u32>OUTPUT - before;
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const from = fieldStart(row, field);
    const to = fieldEnd(row, field);
    if (to <= from) return REFUSED;
    if (isStar(from, to)) addNull(row);
    else out = copyText(from, to - from, out);
    endRow(row, <u32>out - shift);
  }
  return <u32>(out - OUTPUT);
}

/** One character from '!' to '~' a base; '*' is NULL. */
export function lineQualities(count: u32, before: u32): u32 {
  beginText(before);
  const first = i8x16.splat(FIRST_SCORE);
  const most = i8x16.splat(SCORES);
  const shift = <u32>OUTPUT - before;
  let odd = i8x16.splat(0);
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const from = fieldStart(row, QUALITY);
    const to = fieldEnd(row, QUALITY);
    if (to <= from) return REFUSED;
    if (isStar(from, to)) addNull(row);
    else {
      if (to - from != fieldEnd(row, SEQUENCE) - fieldStart(row, SEQUENCE)) return REFUSED;
      let at = from;
      let next = out;
      for (; at + 16 <= to; at += 16, next += 16) {
        const part = v128.load(at);
        odd = v128.or(odd, i8x16.gt_u(i8x16.sub(part, first), most));
        v128.store(next, part);
      }
      if (at < to) {
        const part = v128.load(at);
        const isOdd = i8x16.gt_u(i8x16.sub(part, first), most);
        odd = v128.or(odd, v128.and(isOdd, v128.load(MASKS + 16 - (to - at))));
        v128.store(next, part);
      }
      out += to - from;
    }
    endRow(row, <u32>out - shift);
  }
  return v128.any_true(odd) ? REFUSED : <u32>(out - OUTPUT);
}

let isNumber: bool = false;

/** Of up to nine digits, perhaps behind a minus; `isNumber` tells whether it was one. */
// @ts-ignore: decorator
@inline
function wholeNumber(from: usize, to: usize): i32 {
  let at = from;
  const isNegative = at < to && load<u8>(at) == MINUS;
  if (isNegative) at++;
  isNumber = at < to && to - at <= MOST_DIGITS;
  if (!isNumber) return 0;
  let value: i32 = 0;
  for (; at < to; at++) {
    const digit = <u32>load<u8>(at) - ZERO;
    if (digit > 9) {
      isNumber = false;
      return 0;
    }
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

/** Whole numbers in a range, in OFFSETS. False: refused. */
export function lineNumbers(count: u32, field: u32, least: i32, most: i32): bool {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) {
    const value = wholeNumber(fieldStart(row, field), fieldEnd(row, field));
    if (!isNumber || value < least || value > most) return false;
    store<i32>(OFFSETS + (<usize>row << 2), value);
  }
  return true;
}

/** Positions with `shift` added, in OFFSETS; 0 is NULL. False: refused. */
export function linePositions(count: u32, field: u32, shift: i32): bool {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) {
    const value = wholeNumber(fieldStart(row, field), fieldEnd(row, field));
    if (!isNumber || value < 0) return false;
    if (!value) addNull(row);
    store<i32>(OFFSETS + (<usize>row << 2), value ? value + shift : 0);
  }
  return true;
}

let referenceBases: u64 = 0;
let queryBases: u64 = 0;

/** False: the text is no CIGAR. */
// @ts-ignore: decorator
@inline
function measure(from: usize, to: usize): bool {
  referenceBases = 0;
  queryBases = 0;
  for (let at = from; at < to; at++) {
    let length: u32 = 0;
    const began = at;
    let letter = <u32>load<u8>(at);
    while (letter - ZERO <= 9) {
      length = length * 10 + letter - ZERO;
      if (length >= MOST_OPERATION || ++at == to) return false;
      letter = <u32>load<u8>(at);
    }
    const operation = operationOf(letter);
    if (at == began || operation < 0) return false;
    if ((REFERENCE >> operation) & 1) referenceBases += length;
    if ((QUERY >> operation) & 1) queryBases += length;
  }
  return from < to;
}

/** M first, which nearly all are. -1: none of the nine that lines may have. */
// @ts-ignore: decorator
@inline
function operationOf(letter: u32): i32 {
  for (let operation: i32 = 0; operation < 9; operation++) if (<u32>load<u8>(OPERATIONS + operation) == letter) return operation;
  return -1;
}

/** CIGARs that fit their sequence, as they stand; '*' is NULL. */
export function lineCigars(count: u32, before: u32): u32 {
  beginText(before);
  const shift = <u32>OUTPUT - before;
  let out = OUTPUT;
  for (let row: u32 = 0; row < count; row++) {
    const from = fieldStart(row, CIGAR);
    const to = fieldEnd(row, CIGAR);
    if (to <= from) return REFUSED;
    if (isStar(from, to)) addNull(row);
    else {
      if (!measure(from, to)) return REFUSED;
      const sequence = fieldStart(row, SEQUENCE);
      const end = fieldEnd(row, SEQUENCE);
      // An unmapped read may have any CIGAR: the script knows.
      if (end <= sequence || (queryBases != <u64>(end - sequence) && !isStar(sequence, end))) return REFUSED;
      out = copyText(from, to - from, out);
    }
    endRow(row, <u32>out - shift);
  }
  return <u32>(out - OUTPUT);
}

/** The exclusive 0-based end of each line, in OFFSETS; one without a position is NULL. False: refused. */
export function lineEnds(count: u32): bool {
  beginText(0);
  for (let row: u32 = 0; row < count; row++) {
    const position = wholeNumber(fieldStart(row, POSITION), fieldEnd(row, POSITION));
    if (!isNumber || position < 0) return false;
    let end = position;
    if (!position) addNull(row);
    else {
      const flags = wholeNumber(fieldStart(row, FLAGS), fieldEnd(row, FLAGS));
      const from = fieldStart(row, CIGAR);
      const to = fieldEnd(row, CIGAR);
      if (!isNumber || to <= from) return false;
      if (!(flags & UNMAPPED) && !isStar(from, to)) {
        if (!measure(from, to) || referenceBases > <u64>MOST_OPERATION) return false;
        end = position - 1 + <i32>max<u64>(1, referenceBases);
      }
    }
    store<i32>(OFFSETS + (<usize>row << 2), end);
  }
  return true;
}

const TAB: u8 = 9;
const COLON: u32 = 58;
const VALUE: usize = 5;

// Bit by letter, counted from '@': A, B, C, H, I, S, Z; a, c, f, i, s. Those whose text may be empty: H, Z.
const TYPES: u64 = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 8) | (1 << 9) | (1 << 19) | (1 << 26)
  | ((<u64>1) << 33) | ((<u64>1) << 35) | ((<u64>1) << 38) | ((<u64>1) << 41) | ((<u64>1) << 51);
const TEXTS: u64 = (1 << 8) | (1 << 26);

/** Whether all that stands behind QUAL has the form of tags. The newline of a line is the last of its positions. */
export function areTags(count: u32): bool {
  const last = step - 4;
  for (let row: u32 = 0; row < count; row++) {
    const end = base + load<u32>(SLOTS + <usize>row * step + last);
    for (let at = fieldEnd(row, QUALITY) + 1; at < end; ) {
      const next = tabFrom(at, end);
      if (next > at && !isTag(at, next)) return false;
      at = next + 1;
    }
  }
  return true;
}

// @ts-ignore: decorator
@inline
function isTag(at: usize, end: usize): bool {
  if (end - at < VALUE || load<u8>(at, 2) != COLON || load<u8>(at, 4) != COLON) return false;
  const letter = <u32>load<u8>(at, 3) - 64;
  if (letter > 63) return false;
  return ((end - at > VALUE ? TYPES : TEXTS) >> letter) & 1 ? true : false;
}

// @ts-ignore: decorator
@inline
function tabFrom(from: usize, end: usize): usize {
  const tabs = i8x16.splat(TAB);
  for (let at = from; at < end; at += 16) {
    const found = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), tabs));
    if (found) return min(at + ctz(found), end);
  }
  return end;
}
