// Memory of this module: areas one behind the other, laid out anew for each slice.

/** Areas of numbers, one a record. */
export const FIELD_COUNT: u32 = 12;
/** Areas of bytes behind them. */
export const T_NAMES: u32 = 0;
export const T_CIGARS: u32 = 1;
export const T_BASES: u32 = 2;
export const T_QUALITIES: u32 = 3;
export const T_TAGS: u32 = 4;
const TEXT_COUNT: u32 = 5;
const AREA_COUNT: u32 = FIELD_COUNT + TEXT_COUNT;

const PAGE_SHIFT: u32 = 16;
const SLACK: u64 = 64; // vectors read and write beyond the ends

const AREAS: usize = memory.data(AREA_COUNT * 4, 16);
let recordStarts: usize = 0;
let output: usize = 0;
let outputBytes: u32 = 0;

// @ts-ignore: decorator
@inline
export function areaOf(area: u32): usize { return load<u32>(AREAS + (<usize>area << 2)); }

// @ts-ignore: decorator
@inline
function align(at: u64): u64 { return (at + 63) & ~63; }

export function areasPtr(): usize { return AREAS; }
export function startsAt(): usize { return recordStarts; }
export function outAt(): usize { return output; }
export function outEnd(): usize { return output + outputBytes; }

/** Room for the records of a slice; false if memory cannot grow. */
export function reserveSlice(rows: u32, names: u32, cigars: u32, bases: u32, tags: u32, out: u32): bool {
  let at = align(__heap_base);
  for (let area: u32 = 0; area < AREA_COUNT; area++) {
    store<u32>(AREAS + (<usize>area << 2), <u32>at);
    let bytes = (<u64>rows + 1) << 2;
    if (area == FIELD_COUNT + T_NAMES) bytes = names;
    else if (area == FIELD_COUNT + T_CIGARS) bytes = cigars;
    else if (area == FIELD_COUNT + T_BASES || area == FIELD_COUNT + T_QUALITIES) bytes = bases;
    else if (area == FIELD_COUNT + T_TAGS) bytes = tags;
    at = align(at + bytes + SLACK);
  }
  recordStarts = <usize>at;
  at = align(at + ((<u64>rows + 1) << 2));
  output = <usize>at;
  outputBytes = out;
  return grow(at + out + SLACK);
}

let text: usize = 0;
let plain: usize = 0;
export function textPtr(): usize { return text; }
export function plainPtr(): usize { return plain; }

/** Room for text and for what is made of it. What was reserved before is lost. */
export function reserveText(bytes: u32): bool {
  const first = align(__heap_base);
  const second = align(first + bytes + 2 * SLACK);
  text = <usize>first;
  plain = <usize>second;
  return grow(second + bytes + 2 * SLACK);
}

function grow(end: u64): bool {
  if (end > <u64>u32.MAX_VALUE) return false;
  const missing = <i32>((end + 0xffff) >> PAGE_SHIFT) - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}
