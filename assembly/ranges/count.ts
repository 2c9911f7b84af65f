// How many intervals meet each query: those that start before it ends, less those that end before it begins. The twin of src/ranges/count-overlaps.ts.
import { buildDirectory, placeAfter } from "./directory";
import { setWord, word } from "./memory";

// Words of a job: see src/ranges/kernels/count-kernel.ts.
const GROUPS: usize = 0;
const GROUP_START: usize = 4;
const STARTS: usize = 8;
const START_ENTRIES: usize = 12;
const START_BUCKETS: usize = 16;
const ENDS: usize = 20;
const END_ENTRIES: usize = 24;
const END_BUCKETS: usize = 28;
const QUERY_GROUP: usize = 32;
const QUERY_START: usize = 36;
const QUERY_END: usize = 40;
const QUERIES: usize = 44;
const COUNTS: usize = 48;
/** The least length of a query for which the ranks tell: 0 or 1. */
const LEAST_LENGTH: usize = 52;

/** How far values may move, in places a value. */
const MOVES_A_VALUE: i64 = 16;

/** Sorts the ends of each group, which mostly stand close to their place. 0: they do not, and some of them were moved. */
export function sortEnds(job: usize): i32 {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const ends = load<usize>(job, ENDS);
  let moves = MOVES_A_VALUE * <i64>word(groupStart, groups);
  for (let g = 0; g < groups; g++) {
    const first = ends + (<usize>word(groupStart, g) << 2);
    const last = ends + (<usize>word(groupStart, g + 1) << 2);
    for (let at = first + 4; at < last; at += 4) {
      const value = load<i32>(at);
      let to = at - 4;
      if (load<i32>(to) <= value) continue;
      do {
        store<i32>(to, load<i32>(to), 4);
        to -= 4;
      } while (to >= first && load<i32>(to) > value);
      store<i32>(to, value, 4);
      moves -= <i64>((at - to) >>> 2);
      if (moves < 0) return 0;
    }
  }
  return 1;
}

export function buildCounter(job: usize): void {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  buildDirectory(load<usize>(job, STARTS), groupStart, groups, load<usize>(job, START_ENTRIES), load<usize>(job, START_BUCKETS));
  buildDirectory(load<usize>(job, ENDS), groupStart, groups, load<usize>(job, END_ENTRIES), load<usize>(job, END_BUCKETS));
}

/** 0: the ranks do not tell for some query. */
export function count(job: usize): i32 {
  const groups = load<i32>(job, GROUPS);
  const starts = load<usize>(job, STARTS);
  const startEntries = load<usize>(job, START_ENTRIES);
  const ends = load<usize>(job, ENDS);
  const endEntries = load<usize>(job, END_ENTRIES);
  const queryGroup = load<usize>(job, QUERY_GROUP);
  const queryStart = load<usize>(job, QUERY_START);
  const queryEnd = load<usize>(job, QUERY_END);
  const queries = load<i32>(job, QUERIES);
  const counts = load<usize>(job, COUNTS);
  const least = <i64>load<i32>(job, LEAST_LENGTH);
  let answered = 1;
  for (let i = 0; i < queries; i++) {
    const g = word(queryGroup, i);
    let found = 0;
    if (<u32>g < <u32>groups) {
      const start = word(queryStart, i);
      const end = word(queryEnd, i);
      if (<i64>end - <i64>start < least || end == i32.MIN_VALUE) answered = 0;
      else found = placeAfter(starts, startEntries, g, end - 1) - placeAfter(ends, endEntries, g, start);
    }
    setWord(counts, i, found);
  }
  return answered;
}
