// Fields of listed lines. Each function takes the address of the table at its first line, the address that positions count from, a number of
// lines and the stride of the table in words; each answers for lines of the common form only, and the caller does the others itself.

const CARRIAGE_RETURN: u32 = 13;
const ZERO: u32 = 48;
const MOST_DIGITS: usize = 9;

/**
 * How many lines, from the first on, are records without a doubt: not empty, no carriage return before the newline, and a first byte that is 0 in
 * `suspects` (256 bytes). Writes where they begin and end, and from `number` on the number of each one's first word in the table; `start` is where the
 * first begins.
 */
export function recordLines(
  table: usize,
  base: usize,
  start: u32,
  count: u32,
  stride: u32,
  suspects: usize,
  number: u32,
  starts: usize,
  ends: usize,
  numbers: usize,
): u32 {
  const step = <usize>stride << 2;
  let newlines = table + step - 4;
  let from = start;
  let word = number;
  for (let line: u32 = 0; line < count; line++) {
    const newline = load<u32>(newlines);
    if (newline == from || load<u8>(suspects + load<u8>(base + from)) || load<u8>(base + newline - 1) == CARRIAGE_RETURN) return line;
    store<u32>(starts + (<usize>line << 2), from);
    store<u32>(ends + (<usize>line << 2), newline);
    store<u32>(numbers + (<usize>line << 2), word);
    from = newline + 1;
    word += stride;
    newlines += step;
  }
  return count;
}

/** 1 if every line has `tabs` tabs, and with `exactly` no more than those. */
export function haveTabs(table: usize, count: u32, stride: u32, tabs: u32, exactly: bool): bool {
  const step = <usize>stride << 2;
  const end = table + <usize>count * step;
  const least = (<usize>tabs << 2) - 4;
  for (let record = table; record < end; record += step) {
    const newline = load<u32>(record + step - 4);
    if (tabs && load<u32>(record + least) == newline) return false;
    if (exactly && load<u32>(record + least + 4) != newline) return false;
  }
  return true;
}

/** How many lines, from the first on, hold two whole numbers of up to nine digits in fields `field` and `field` + 1, the first not greater. */
export function placeFields(table: usize, base: usize, count: u32, stride: u32, field: u32, starts: usize, ends: usize): u32 {
  const step = <usize>stride << 2;
  const before = (<usize>field << 2) - 4;
  let record = table;
  for (let line: u32 = 0; line < count; line++) {
    const first = load<u32>(record + before);
    const second = load<u32>(record + before, 4);
    const behind = load<u32>(record + before, 8);
    const start = wholeNumber(base + first + 1, base + second);
    const end = wholeNumber(base + second + 1, base + behind);
    if (start < 0 || end < start) return line;
    store<i32>(starts + (<usize>line << 2), start);
    store<i32>(ends + (<usize>line << 2), end);
    record += step;
  }
  return count;
}

// -1 if it is none. Eight digits a word: pairs of neighbours are joined three times. Reads up to seven bytes in front.
// @ts-ignore: decorator
@inline
function wholeNumber(from: usize, to: usize): i32 {
  const length = to - from;
  if (length - 1 >= MOST_DIGITS) return -1; // none wraps around
  const missing = length < 8 ? (8 - length) << 3 : 0;
  let word = (load<u64>(to - 8) ^ 0x3030303030303030) & (u64.MAX_VALUE << <u64>missing);
  if (((word + 0x7676767676767676) | word) & 0x8080808080808080) return -1;
  word = (word * 2561) >> 8; // 10 * 256 + 1
  word = ((word & 0x00ff00ff00ff00ff) * 6553601) >> 16; // 100 * 65536 + 1
  word = ((word & 0x0000ffff0000ffff) * 42949672960001) >> 32; // 10,000 * 2^32 + 1
  if (length < MOST_DIGITS) return <i32>word;
  const first = <u32>load<u8>(from) - ZERO;
  return first > 9 ? -1 : <i32>(first * 100000000 + <u32>word);
}

// ---- Names of few distinct values: tables of the short ones that were met, with the code of each ----

const NAME_TABLES: u32 = 4;
const NAME_SLOTS: u32 = 2048;
const MOST_NAMES: u32 = 1024;
const NAME_BYTES: usize = 16;
const SLOT: usize = 24; // the name in two words, its length + 1 (0: free), its code
const names = memory.data(<i32>NAME_TABLES * <i32>NAME_SLOTS * 24, 16);
const sizes = memory.data(<i32>NAME_TABLES * 4, 4);

export function forgetNames(table: u32): void {
  memory.fill(names + <usize>(table * NAME_SLOTS) * SLOT, 0, <usize>NAME_SLOTS * SLOT);
  store<u32>(sizes + (<usize>table << 2), 0);
}

let lowWord: u64 = 0;
let highWord: u64 = 0;

// @ts-ignore: decorator
@inline
function readName(at: usize, length: usize): void {
  const low = load<u64>(at);
  lowWord = length >= 8 ? low : low & (((<u64>1) << (<u64>length << 3)) - 1);
  if (length <= 8) highWord = 0;
  else {
    const high = load<u64>(at, 8);
    highWord = length == 16 ? high : high & (((<u64>1) << (<u64>(length - 8) << 3)) - 1);
  }
}

// The slot of the name that was read, or the free one where it belongs.
// @ts-ignore: decorator
@inline
function slotOf(table: u32, length: usize): usize {
  const mixed = (lowWord ^ (highWord * 0x9e3779b97f4a7c15)) * 0xff51afd7ed558ccd;
  let slot = <u32>(mixed >> 40) & (NAME_SLOTS - 1);
  const first = names + <usize>(table * NAME_SLOTS) * SLOT;
  let at = first + <usize>slot * SLOT;
  let known = load<u32>(at, 16);
  // Never full: there are free slots.
  while (known && !(known == <u32>length + 1 && load<u64>(at) == lowWord && load<u64>(at, 8) == highWord)) {
    slot = (slot + 1) & (NAME_SLOTS - 1);
    at = first + <usize>slot * SLOT;
    known = load<u32>(at, 16);
  }
  return at;
}

/** False: the table is full, or the name too long or empty. */
export function learnName(table: u32, at: usize, length: u32, code: u32): bool {
  const size = load<u32>(sizes + (<usize>table << 2));
  if (size >= MOST_NAMES || length > <u32>NAME_BYTES || length == 0) return false;
  readName(at, length);
  const slot = slotOf(table, length);
  store<u64>(slot, lowWord);
  store<u64>(slot, highWord, 8);
  store<u32>(slot, length + 1, 16);
  store<u32>(slot, code, 20);
  store<u32>(sizes + (<usize>table << 2), size + 1);
  return true;
}

/** Writes the code of field `field` of each line; gives the line of the first name that is not known. `start`: where the first line begins. */
export function nameFields(lines: usize, base: usize, start: u32, count: u32, stride: u32, field: u32, table: u32, codes: usize): u32 {
  const step = <usize>stride << 2;
  let record = lines;
  let begin = start;
  let lastLow: u64 = 0;
  let lastHigh: u64 = 0;
  let lastLength: usize = 0;
  let code: u32 = 0;
  for (let line: u32 = 0; line < count; line++) {
    const from = field ? load<u32>(record + (<usize>field << 2) - 4) + 1 : begin;
    const to = load<u32>(record + (<usize>field << 2));
    const length = <usize>(to - from);
    if (to <= from || length > NAME_BYTES) return line;
    readName(base + from, length);
    if (length != lastLength || lowWord != lastLow || highWord != lastHigh) {
      const slot = slotOf(table, length);
      if (!load<u32>(slot, 16)) return line;
      code = load<u32>(slot, 20);
      lastLow = lowWord;
      lastHigh = highWord;
      lastLength = length;
    }
    store<u32>(codes + (<usize>line << 2), code);
    begin = load<u32>(record + step - 4) + 1;
    record += step;
  }
  return count;
}
