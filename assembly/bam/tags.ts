// Tags (SAMv1 §4.2.4): where the wanted ones lie, and their text.

import { input, OFFSETS, OUTPUT, recordAt, recordEnd, REFUSED, SLOTS, tagsStart } from './layout';
import { VALUE_BYTES } from './tables';
import { addNull, beginText, copyText, endRow } from './text';

const ABSENT: i32 = -1;
const NAME_AND_TYPE: usize = 3;
const ARRAY_HEAD: usize = 8; // name, type, item type, count
const LETTER_A: u32 = 65;
const LETTER_B: u32 = 66;
const LETTER_H: u32 = 72;
const LETTER_Z: u32 = 90;

/** Names of wanted tags, two letters each. */
export const KEYS: usize = memory.data(2 * 64, 16);
export const MOST_KEYS: u32 = 64;

/**
 * Goes over the tags of `count` records and notes in SLOTS where the `keyCount` tags of KEYS lie: `keyCount` numbers a row. Stops in each
 * record at the last wanted tag unless `all` is set. The first of two tags of one name counts. False: some tag is broken.
 */
export function scanTags(count: u32, keyCount: u32, all: bool): bool {
  let slots = SLOTS;
  for (let row: u32 = 0; row < count; row++) {
    for (let key: u32 = 0; key < keyCount; key++) store<i32>(slots + (<usize>key << 2), ABSENT);
    const record = recordAt(row);
    const end = recordEnd(record);
    let left = keyCount;
    for (let at = tagsStart(record); at < end; ) {
      if (!left && !all) break;
      const next = tagEnd(at, end);
      if (!next) return false;
      if (left) {
        const name = load<u16>(at);
        for (let key: u32 = 0; key < keyCount; key++) {
          if (load<u16>(KEYS + (<usize>key << 1)) != name) continue;
          const slot = slots + (<usize>key << 2);
          if (load<i32>(slot) != ABSENT) continue;
          store<i32>(slot, <i32>(at + 2 - input()));
          left--;
          break;
        }
      }
      at = next;
    }
    slots += <usize>keyCount << 2;
  }
  return true;
}

/** The address just past the tag at `at`; 0 where it does not fit before `end` or its type is unknown. */
// @ts-ignore: decorator
@inline
function tagEnd(at: usize, end: usize): usize {
  if (at + NAME_AND_TYPE > end) return 0;
  const type = <u32>load<u8>(at, 2);
  const size = <usize>load<u8>(VALUE_BYTES + type);
  if (size) {
    const next = at + NAME_AND_TYPE + size;
    return next <= end ? next : 0;
  }
  if (type == LETTER_Z || type == LETTER_H) {
    const nul = findNul(at + NAME_AND_TYPE, end);
    return nul < end ? nul + 1 : 0;
  }
  if (type != LETTER_B || at + ARRAY_HEAD > end) return 0;
  const itemType = <u32>load<u8>(at, 3);
  const itemSize = itemType == LETTER_A ? 0 : <u64>load<u8>(VALUE_BYTES + itemType);
  const count = load<u32>(at, 4);
  if (!itemSize || <i32>count < 0) return 0;
  const next = <u64>at + ARRAY_HEAD + itemSize * count;
  return next <= <u64>end ? <usize>next : 0;
}

/** The first NUL at or after `at`; `end` or more if there is none before. Reads up to 15 bytes beyond. */
// @ts-ignore: decorator
@inline
function findNul(from: usize, end: usize): usize {
  const nul = i8x16.splat(0);
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), nul));
    if (found) return at + ctz(found);
  }
  return end;
}

/** The text of a tag of type Z or H; one that is absent is NULL. Refused: values of other types. After scanTags of the same rows. */
export function tagTexts(count: u32, keyCount: u32, key: u32, base: u32): u32 {
  beginText(base);
  const shift = <u32>OUTPUT - base;
  let out = OUTPUT;
  let slot = SLOTS + (<usize>key << 2);
  for (let row: u32 = 0; row < count; row++, slot += <usize>keyCount << 2) {
    const place = load<i32>(slot);
    if (place == ABSENT) addNull(row);
    else {
      const at = input() + <usize>place;
      const type = <u32>load<u8>(at);
      if (type != LETTER_Z && type != LETTER_H) return REFUSED;
      // The scan found its NUL within the record.
      out = copyText(at + 1, findNul(at + 1, recordEnd(recordAt(row))) - at - 1, out);
    }
    endRow(row, <u32>out - shift);
  }
  return <u32>(out - OUTPUT);
}

/** The value of an integer tag in OFFSETS; one that is absent is 0, and listed as NULL. False: a value that is none or beyond 32 signed bits. */
export function tagIntegers(count: u32, keyCount: u32, key: u32): bool {
  beginText(0);
  let slot = SLOTS + (<usize>key << 2);
  for (let row: u32 = 0; row < count; row++, slot += <usize>keyCount << 2) {
    const place = load<i32>(slot);
    let value: i32 = 0;
    if (place == ABSENT) addNull(row);
    else {
      const at = input() + <usize>place;
      switch (<u32>load<u8>(at)) {
        case 99: // c
          value = <i32>load<i8>(at, 1);
          break;
        case 67: // C
          value = <i32>load<u8>(at, 1);
          break;
        case 115: // s
          value = <i32>load<i16>(at, 1);
          break;
        case 83: // S
          value = <i32>load<u16>(at, 1);
          break;
        case 73: // I
          value = load<i32>(at, 1);
          if (value < 0) return false;
          break;
        case 105: // i
          value = load<i32>(at, 1);
          break;
        default:
          return false;
      }
    }
    store<i32>(OFFSETS + (<usize>row << 2), value);
  }
  return true;
}
