// Looks up queries in sorted intervals: the twin of src/ranges/overlap-pairs.ts for positions of 32 bits, which writes the query of each pair too.

// Words of a job: see src/ranges/overlap/overlap-kernel.ts.
const GROUPS: usize = 0;
const GROUP_START: usize = 4;
const START: usize = 8;
const END: usize = 12;
const ROW: usize = 16;
const ENCLOSING: usize = 20;
const QUERY_GROUP: usize = 24;
const QUERY_START: usize = 28;
const QUERY_END: usize = 32;
const FROM: usize = 36;
const TO: usize = 40;
const ROOM: usize = 44;
const OFFSETS: usize = 48;
const ROWS: usize = 52;
const QUERIES: usize = 56;

const PAGE_SHIFT: u32 = 16;

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
function word(at: usize, place: i32): i32 {
  return load<i32>(at + (<usize>(<u32>place) << 2));
}

/** For each place of each group the nearest earlier one of the group whose end is not smaller, or -1. */
export function link(job: usize): void {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const end = load<usize>(job, END);
  const enclosing = load<usize>(job, ENCLOSING);
  for (let g = 0; g < groups; g++) {
    const from = word(groupStart, g);
    const to = word(groupStart, g + 1);
    for (let i = from; i < to; i++) {
      const own = word(end, i);
      let j = i - 1;
      while (j >= from && word(end, j) < own) j = word(enclosing, j);
      store<i32>(enclosing + (<usize>i << 2), j >= from ? j : -1);
    }
  }
}

/** The first place in [from, to) that starts at `bound` or behind, looked for in growing steps from `hint` on. */
// @ts-ignore: decorator
@inline
function placeOf(start: usize, bound: i32, hint: i32, from: i32, to: i32): i32 {
  let low = from;
  let high = to;
  if (hint >= from && hint <= to) {
    let step = 1;
    if (hint < to && word(start, hint) < bound) {
      low = hint + 1;
      while (low + step <= to && word(start, low + step - 1) < bound) {
        low += step;
        step <<= 1;
      }
      high = min(to, low + step - 1);
    } else {
      high = hint;
      while (high - step >= from && word(start, high - step) >= bound) {
        high -= step;
        step <<= 1;
      }
      low = max(from, high - step + 1);
    }
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (word(start, middle) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Answers queries until the next one's pairs have no room; gives the first that was not answered. */
export function probe(job: usize): i32 {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const start = load<usize>(job, START);
  const end = load<usize>(job, END);
  const row = load<usize>(job, ROW);
  const enclosing = load<usize>(job, ENCLOSING);
  const queryGroup = load<usize>(job, QUERY_GROUP);
  const queryStart = load<usize>(job, QUERY_START);
  const queryEnd = load<usize>(job, QUERY_END);
  const from = load<i32>(job, FROM);
  const to = load<i32>(job, TO);
  const room = load<i32>(job, ROOM);
  const offsets = load<usize>(job, OFFSETS);
  const rows = load<usize>(job, ROWS);
  const queries = load<usize>(job, QUERIES);
  let hint = -1;
  let filled = 0;
  store<i32>(offsets, 0);
  for (let query = from; query < to; query++) {
    const before = filled;
    const g = word(queryGroup, query);
    if (<u32>g < <u32>groups) {
      const first = word(groupStart, g);
      const after = word(queryStart, query);
      hint = placeOf(start, word(queryEnd, query), hint, first, word(groupStart, g + 1));
      for (let place = hint - 1; place >= first; ) {
        if (word(end, place) > after) {
          if (filled == room) return query;
          store<i32>(rows + (<usize>filled << 2), word(row, place));
          store<i32>(queries + (<usize>filled << 2), query - from);
          filled++;
          place--;
        } else place = word(enclosing, place);
      }
      reverse(rows, before, filled - 1);
    }
    store<i32>(offsets + (<usize>(query - from + 1) << 2), filled);
  }
  return to;
}

// The walk went down: its rows are turned round.
// @ts-ignore: decorator
@inline
function reverse(rows: usize, first: i32, last: i32): void {
  let low = rows + (<usize>first << 2);
  let high = rows + (<usize>last << 2);
  while (low < high) {
    const kept = load<i32>(low);
    store<i32>(low, load<i32>(high));
    store<i32>(high, kept);
    low += 4;
    high -= 4;
  }
}
