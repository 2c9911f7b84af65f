// From records of a BAM file to columns: the rows are loaded once, checked, and then each column is made of them in one go. What is out of the
// ordinary is refused, and the script does it: it tells what is wrong.

import {
  CIGAR_COUNT, END, FIXED_BYTES, INPUT, INPUT_BYTES, MOST_ROWS, NAME, NAME_LENGTH, NULLS, OFFSETS, OUTPUT, recordAt, SEQUENCE_LENGTH,
  SIZE_BYTES, SLOT_BYTES, SLOTS, STARTS,
} from './layout';
import { initTables } from './tables';
import { KEYS, MOST_KEYS } from './tags';

export { useBytes } from './layout';
export { listedEnd, listRecords, listingStop } from './list';
export { isAscii, names, nullCount, qualities, sequences } from './text';
export { cigars, ends } from './cigar';
export { halves, octets, positions, words } from './numbers';
export { areTags, lineCigars, lineEnds, lineNumbers, linePositions, lineQualities, lineTexts, useLines } from './lines';
export { scanTags, tagIntegers, tagTexts } from './tags';

const PAGE_SHIFT: usize = 16;

export function inputBytes(): u32 { return INPUT_BYTES; }
export function mostRows(): u32 { return MOST_ROWS; }
export function mostKeys(): u32 { return MOST_KEYS; }
export function slotBytes(): u32 { return SLOT_BYTES; }
export function startsPtr(): usize { return STARTS; }
export function offsetsPtr(): usize { return OFFSETS; }
export function nullsPtr(): usize { return NULLS; }
export function slotsPtr(): usize { return SLOTS; }
export function keysPtr(): usize { return KEYS; }
/** In memory of its own; in that of an inflater buffers may begin here. */
export function inputPtr(): usize { return INPUT; }
/** Of memory of its own. */
export function memoryBytes(): usize { return END; }
export function outputPtr(): usize { return OUTPUT; }

/** Once, before all else; false if there is no room. */
export function begin(): bool {
  if (__heap_base > STARTS || <usize>memory.size() << PAGE_SHIFT < INPUT) return false;
  initTables();
  return true;
}

let bytes: u32 = 0;
/** Of the records that were found sound. */
export function recordBytes(): u32 { return bytes; }

/**
 * Whether all lengths in `count` records fit into them, and the records, one behind the other, into the bytes from `from` to `length`. Only what
 * reads numbers at fixed places may be called before: with this no column reads outside of its record, nor becomes larger than the output.
 */
export function areSound(count: u32, from: u32, length: u32): bool {
  bytes = 0;
  let free = <u64>from;
  if (count > MOST_ROWS || length < from || length - from > INPUT_BYTES) return false;
  for (let row: u32 = 0; row < count; row++) {
    const start = load<u32>(STARTS + (<usize>row << 2));
    if (<u64>start < free || <u64>start + SIZE_BYTES + FIXED_BYTES > <u64>length) return false;
    const record = recordAt(row);
    const size = load<u32>(record);
    if (size < FIXED_BYTES || <u64>start + SIZE_BYTES + size > <u64>length) return false;
    const nameLength = <u32>load<u8>(record, NAME_LENGTH);
    const bases = load<u32>(record, SEQUENCE_LENGTH);
    if (!nameLength || <i32>bases < 0) return false;
    const used = <u64>FIXED_BYTES + nameLength + (<u64>load<u16>(record, CIGAR_COUNT) << 2) + ((<u64>bases + 1) >> 1) + bases;
    if (used > <u64>size || load<u8>(record + NAME + nameLength - 1)) return false;
    bytes += SIZE_BYTES + size;
    free = <u64>start + SIZE_BYTES + size;
  }
  return true;
}
