// Lays decoded records of a slice out as BAM has them (SAMv1 §4.2).

import { areaOf, FIELD_COUNT, outAt, outEnd, startsAt, T_BASES, T_CIGARS, T_NAMES, T_QUALITIES, T_TAGS } from './memory';

const POSITION: usize = 8;
const NAME_LENGTH: usize = 12;
const MAPPING_QUALITY: usize = 13;
const CIGAR_COUNT: usize = 16;
const FLAGS: usize = 18;
const SEQUENCE_LENGTH: usize = 20;
const NEXT_REF_ID: usize = 24;
const NEXT_POSITION: usize = 28;
const TEMPLATE_LENGTH: usize = 32;
const NAME: usize = 36;
const SIZE_BYTES: u32 = 4;

/** Numbers a record, one area each; those of kind `Starts` have one more. */
const REFERENCE: u32 = 0;
const START: u32 = 1;
const QUALITY: u32 = 2;
const FLAG: u32 = 3;
const MATE_REFERENCE: u32 = 4;
const MATE_START: u32 = 5;
const TEMPLATE: u32 = 6;
const LENGTH: u32 = 7;
const NAME_STARTS: u32 = 8;
const CIGAR_STARTS: u32 = 9;
const BASE_STARTS: u32 = 10;
const TAG_STARTS: u32 = 11;

/** Parts of a record that nobody asks for are left out. */
const WITH_NAMES: u32 = 1;
const WITH_BASES: u32 = 2;
const WITH_QUALITIES: u32 = 4;

let used: u32 = 0;
/** Bytes of the records written last. */
export function written(): u32 { return used; }

// @ts-ignore: decorator
@inline
function number(area: usize, row: u32): u32 { return load<u32>(area + (<usize>row << 2)); }

/** In steps of sixteen bytes: up to fifteen more are written behind, where the next part comes. */
// @ts-ignore: decorator
@inline
function copy(from: usize, length: usize, to: usize): usize {
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
  return to + length;
}

/** Records from `from` on, up to `to` or as many as there is room for. Gives the record behind the last. */
export function writeRecords(from: u32, to: u32, parts: u32): u32 {
  const references = areaOf(REFERENCE), starts = areaOf(START), qualities = areaOf(QUALITY), flags = areaOf(FLAG);
  const mateReferences = areaOf(MATE_REFERENCE), mateStarts = areaOf(MATE_START), templates = areaOf(TEMPLATE), lengths = areaOf(LENGTH);
  const nameStarts = areaOf(NAME_STARTS), cigarStarts = areaOf(CIGAR_STARTS), baseStarts = areaOf(BASE_STARTS), tagStarts = areaOf(TAG_STARTS);
  const names = areaOf(FIELD_COUNT + T_NAMES), cigars = areaOf(FIELD_COUNT + T_CIGARS), bases = areaOf(FIELD_COUNT + T_BASES);
  const scores = areaOf(FIELD_COUNT + T_QUALITIES), tags = areaOf(FIELD_COUNT + T_TAGS);
  let out = outAt();
  const limit = outEnd();
  let place = startsAt();
  let row = from;
  for (; row < to; row++) {
    const operations = number(cigarStarts, row + 1) - number(cigarStarts, row);
    const length = parts & WITH_BASES ? number(lengths, row) : 0;
    const nameLength = parts & WITH_NAMES ? number(nameStarts, row + 1) - number(nameStarts, row) : 0;
    const half = (length + 1) >> 1;
    const tagBytes = number(tagStarts, row + 1) - number(tagStarts, row);
    const size = <u64>NAME + nameLength + 1 + (<u64>operations << 2) + half + length + tagBytes;
    if (<u64>out + size > <u64>limit) break;
    store<u32>(place, <u32>(out - outAt()));
    place += 4;
    store<u32>(out, <u32>size - SIZE_BYTES);
    store<u32>(out, number(references, row), 4);
    store<u32>(out, number(starts, row) - 1, POSITION);
    store<u32>(out, nameLength + 1, NAME_LENGTH); // and the bin, 0
    store<u8>(out, <u8>number(qualities, row), MAPPING_QUALITY);
    store<u16>(out, <u16>operations, CIGAR_COUNT);
    store<u16>(out, <u16>number(flags, row), FLAGS);
    store<u32>(out, length, SEQUENCE_LENGTH);
    store<u32>(out, number(mateReferences, row), NEXT_REF_ID);
    store<u32>(out, number(mateStarts, row) - 1, NEXT_POSITION);
    store<u32>(out, number(templates, row), TEMPLATE_LENGTH);
    let at = copy(names + number(nameStarts, row), nameLength, out + NAME);
    store<u8>(at, 0);
    at = copy(cigars + (<usize>number(cigarStarts, row) << 2), <usize>operations << 2, at + 1);
    if (length) {
      const first = number(baseStarts, row);
      packBases(bases + first, length, at);
      at += half;
      if (parts & WITH_QUALITIES) copy(scores + first, length, at);
      else memory.fill(at, 0, length);
      at += length;
    }
    out = copy(tags + number(tagStarts, row), tagBytes, at);
  }
  used = <u32>(out - outAt());
  return row;
}

/** Letters to codes of half a byte (SAMv1 §4.2.3); what is no base is N. */
function packBases(from: usize, length: u32, to: usize): void {
  for (let i: u32 = 0; i < length; i += 32, from += 32, to += 16) {
    v128.store(to, i8x16.narrow_i16x8_u(pair(codes(v128.load(from))), pair(codes(v128.load(from, 16)))));
  }
  if (length & 1) {
    // The vectors ran over: the last byte holds one base.
    const last = to - (((length + 31) & ~31) >> 1) + (length >> 1);
    store<u8>(last, load<u8>(last) & 0xf0);
  }
}

// @ts-ignore: decorator
@inline
function codes(letters: v128): v128 {
  // By the five low bits of a letter: @ABCDEFGHIJKLMNO, PQRSTUVWXYZ.
  const low = i8x16(15, 1, 14, 2, 13, 15, 15, 4, 11, 15, 15, 12, 15, 3, 15, 15);
  const high = i8x16(15, 15, 5, 6, 8, 15, 7, 9, 15, 10, 15, 15, 15, 15, 15, 15);
  const place = v128.and(letters, i8x16.splat(31));
  const found = v128.or(i8x16.swizzle(low, place), i8x16.swizzle(high, i8x16.sub(place, i8x16.splat(16))));
  const small = v128.or(letters, i8x16.splat(0x20));
  const isLetter = v128.and(i8x16.ge_u(small, i8x16.splat(0x61)), i8x16.le_u(small, i8x16.splat(0x7a)));
  const known = v128.or(v128.and(found, isLetter), v128.andnot(i8x16.splat(15), isLetter));
  return v128.andnot(known, i8x16.eq(letters, i8x16.splat(0x3d)));
}

/** Two codes to a byte, in the low halves of eight lanes. */
// @ts-ignore: decorator
@inline
function pair(both: v128): v128 {
  return v128.or(v128.and(i16x8.shl(both, 4), i16x8.splat(0xf0)), i16x8.shr_u(both, 8));
}
