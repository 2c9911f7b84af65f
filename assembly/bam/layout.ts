// Where the fields of a BAM record lie (SAMv1 §4.2), counted from its block_size; and the memory of this module.

export const REF_ID: usize = 4;
export const POSITION: usize = 8;
export const NAME_LENGTH: usize = 12; // uint8, with the NUL
export const CIGAR_COUNT: usize = 16; // uint16
export const FLAGS: usize = 18; // uint16
export const SEQUENCE_LENGTH: usize = 20;
export const NAME: usize = 36;

export const SIZE_BYTES: u32 = 4;
export const FIXED_BYTES: u32 = 32;
export const UNMAPPED: u32 = 4;

/** What a kernel gives where the script has to do the rows: something in them is out of the ordinary. */
export const REFUSED: u32 = 0xffff_ffff;

// ---- Limits of one load; what is larger is left to the script ----
export const MOST_ROWS: u32 = 1 << 16;
export const INPUT_BYTES: u32 = 4 << 20;
export const SLOT_BYTES: u32 = 4 << 20;
// A CIGAR of 4-byte operations may become ten letters each.
export const OUTPUT_BYTES: u32 = 11 << 20;

// Vectors may be read and written so far beyond the ends.
const SLACK: usize = 64;

// ---- Areas, at fixed addresses behind the static tables, so that they are constants in the loops. The inflater keeps them free in its own memory:
// from --memoryBase (scripts/compile-wasm.mjs) to FIRST_BUFFER of assembly/inflate/index.ts ----
const FIRST: usize = 17 << 16;
/** Where each record begins, from the first byte at hand. */
export const STARTS: usize = FIRST;
/** MOST_ROWS + 1 ends of text. */
export const OFFSETS: usize = STARTS + (MOST_ROWS << 2);
/** Rows that are NULL. */
export const NULLS: usize = OFFSETS + (MOST_ROWS << 2) + SLACK;
/** Where the wanted tags of each row lie, from the first byte at hand: their type letter. */
export const SLOTS: usize = NULLS + (MOST_ROWS << 2);
export const OUTPUT: usize = SLOTS + SLOT_BYTES;
/** In memory of its own: what is copied in. In the memory of an inflater the buffers begin before the end of it. */
export const INPUT: usize = OUTPUT + OUTPUT_BYTES + SLACK;
export const END: usize = INPUT + INPUT_BYTES + SLACK;

let bytesAt: usize = INPUT;

/** Where the first byte at hand lies. */
// @ts-ignore: decorator
@inline
export function input(): usize {
  return bytesAt;
}

/** From now on positions count from this address. */
export function useBytes(address: usize): void {
  bytesAt = address;
}

// ---- In range of the record: its lengths were checked when it was loaded ----

// @ts-ignore: decorator
@inline
export function recordAt(row: u32): usize {
  return bytesAt + load<u32>(STARTS + (<usize>row << 2));
}

// @ts-ignore: decorator
@inline
export function recordEnd(record: usize): usize {
  return record + SIZE_BYTES + load<u32>(record);
}

// @ts-ignore: decorator
@inline
export function cigarStart(record: usize): usize {
  return record + NAME + load<u8>(record, NAME_LENGTH);
}

// @ts-ignore: decorator
@inline
export function sequenceStart(record: usize): usize {
  return cigarStart(record) + (<usize>load<u16>(record, CIGAR_COUNT) << 2);
}

// @ts-ignore: decorator
@inline
export function qualityStart(record: usize): usize {
  return sequenceStart(record) + ((load<u32>(record, SEQUENCE_LENGTH) + 1) >> 1);
}

// @ts-ignore: decorator
@inline
export function tagsStart(record: usize): usize {
  return qualityStart(record) + load<u32>(record, SEQUENCE_LENGTH);
}
