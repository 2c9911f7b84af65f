// Looks up queries in sorted intervals, in any order: the twin of src/ranges/overlap-pairs.ts, which writes the query of each pair too.
import { buildDirectory, placeAfter } from "./directory";
import { setWord, word } from "./memory";

// Words of a job: see src/ranges/kernels/pairs-kernel.ts.
const GROUPS: usize = 0;
const GROUP_START: usize = 4;
const START: usize = 8;
const ENTRIES: usize = 12;
const BUCKETS: usize = 16;
const END: usize = 20;
const ROW: usize = 24;
const LINKS: usize = 28;
const QUERY_GROUP: usize = 32;
const QUERY_START: usize = 36;
const QUERY_END: usize = 40;
const FROM: usize = 44;
const TO: usize = 48;
const ROOM: usize = 52;
const OFFSETS: usize = 56;
const ROWS: usize = 60;
const QUERIES: usize = 64;

/** A link: the end of a place, and the nearest earlier place of its group whose end is not smaller, or -1. Both are needed together. */
const LINK_SHIFT: usize = 3;
const ENCLOSING: usize = 4;

/** Queries whose places are looked up one after the other, before any walk: nothing branches there, so that they wait for memory together. */
const TOGETHER: i32 = 64;

export function buildPairs(job: usize): void {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const end = load<usize>(job, END);
  const links = load<usize>(job, LINKS);
  buildDirectory(load<usize>(job, START), groupStart, groups, load<usize>(job, ENTRIES), load<usize>(job, BUCKETS));
  for (let g = 0; g < groups; g++) {
    const from = word(groupStart, g);
    const to = word(groupStart, g + 1);
    for (let i = from; i < to; i++) {
      const own = word(end, i);
      let j = i - 1;
      while (j >= from && word(end, j) < own) j = load<i32>(links + (<usize>j << LINK_SHIFT), ENCLOSING);
      const link = links + (<usize>i << LINK_SHIFT);
      store<i32>(link, own);
      store<i32>(link, j >= from ? j : -1, ENCLOSING);
    }
  }
}

/** Answers queries until the next one's pairs have no room; gives the first that was not answered. */
export function probe(job: usize): i32 {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const start = load<usize>(job, START);
  const entries = load<usize>(job, ENTRIES);
  const row = load<usize>(job, ROW);
  const links = load<usize>(job, LINKS);
  const queryGroup = load<usize>(job, QUERY_GROUP);
  const queryStart = load<usize>(job, QUERY_START);
  const queryEnd = load<usize>(job, QUERY_END);
  const from = load<i32>(job, FROM);
  const to = load<i32>(job, TO);
  const room = load<i32>(job, ROOM);
  const offsets = load<usize>(job, OFFSETS);
  const rows = load<usize>(job, ROWS);
  const queries = load<usize>(job, QUERIES);
  let filled = 0;
  store<i32>(offsets, 0);
  for (let query = from, placed = from; query < to; query++) {
    if (query == placed) {
      placed = min(query + TOGETHER, to);
      for (let i = query; i < placed; i++) {
        const g = word(queryGroup, i);
        const end = word(queryEnd, i);
        // Nothing starts below the least number.
        setWord(offsets, i - from + 1, <u32>g < <u32>groups && end != i32.MIN_VALUE ? placeAfter(start, entries, g, end - 1) - 1 : -1);
      }
    }
    const before = filled;
    let place = word(offsets, query - from + 1);
    if (place >= 0) {
      const first = word(groupStart, word(queryGroup, query));
      const after = word(queryStart, query);
      while (place >= first) {
        const link = links + (<usize>place << LINK_SHIFT);
        if (load<i32>(link) > after) {
          if (filled == room) return query;
          setWord(rows, filled, row ? word(row, place) : place);
          setWord(queries, filled, query - from);
          filled++;
          place--;
        } else place = load<i32>(link, ENCLOSING);
      }
      if (filled - before > 1) reverse(rows, before, filled - 1);
    }
    setWord(offsets, query - from + 1, filled);
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
