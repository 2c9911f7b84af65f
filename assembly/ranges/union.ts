// What queries share with the union of other intervals: the bases it covers of each, and what is left of each without it. The twin of
// src/ranges/coverage.ts and src/ranges/subtract.ts, for queries in any order.
import { buildDirectory, placeAfter } from "./directory";
import { setWord, word } from "./memory";

// Words of a job: see src/ranges/kernels/union-kernel.ts.
const GROUPS: usize = 0;
const GROUP_START: usize = 4;
const START: usize = 8;
const END: usize = 12;
const ENTRIES: usize = 16;
const BUCKETS: usize = 20;
const BEFORE: usize = 24;
const QUERY_GROUP: usize = 28;
const QUERY_START: usize = 32;
const QUERY_END: usize = 36;
const FROM: usize = 40;
const TO: usize = 44;
const ROOM: usize = 48;
const ROWS: usize = 52;
const PIECE_START: usize = 56;
const PIECE_END: usize = 60;
const PIECES: usize = 64;
const COVERED: usize = 68;

/** The directory over the ends, for `subtract`. */
export function buildSubtrahend(job: usize): void {
  buildDirectory(load<usize>(job, END), load<usize>(job, GROUP_START), load<i32>(job, GROUPS), load<usize>(job, ENTRIES), load<usize>(job, BUCKETS));
}

/** The directory over the starts, and the bases of all places before each one, for `cover`. */
export function buildCover(job: usize): void {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const start = load<usize>(job, START);
  const end = load<usize>(job, END);
  const before = load<usize>(job, BEFORE);
  buildDirectory(start, groupStart, groups, load<usize>(job, ENTRIES), load<usize>(job, BUCKETS));
  const places = word(groupStart, groups);
  let sum: i64 = 0;
  for (let i = 0; i < places; i++) {
    store<i64>(before + (<usize>i << 3), sum);
    sum += <i64>word(end, i) - <i64>word(start, i);
  }
  store<i64>(before + (<usize>places << 3), sum);
}

/** Bases of the group, and of the groups before it, that are covered below a position. */
// @ts-ignore: decorator
@inline
function coveredBelow(position: i32, place: i32, first: i32, end: usize, before: usize): i64 {
  const sum = load<i64>(before + (<usize>place << 3));
  // The place before may reach over the position.
  return place > first ? sum - max<i64>(0, <i64>word(end, place - 1) - <i64>position) : sum;
}

export function cover(job: usize): void {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const start = load<usize>(job, START);
  const end = load<usize>(job, END);
  const entries = load<usize>(job, ENTRIES);
  const before = load<usize>(job, BEFORE);
  const queryGroup = load<usize>(job, QUERY_GROUP);
  const queryStart = load<usize>(job, QUERY_START);
  const queryEnd = load<usize>(job, QUERY_END);
  const to = load<i32>(job, TO);
  const covered = load<usize>(job, COVERED);
  for (let i = 0; i < to; i++) {
    const g = word(queryGroup, i);
    const s = word(queryStart, i);
    const e = word(queryEnd, i);
    let bases: i64 = 0;
    if (<u32>g < <u32>groups && s < e) {
      const first = word(groupStart, g);
      const low = placeAfter(start, entries, g, s);
      const high = placeAfter(start, entries, g, e - 1);
      bases = coveredBelow(e, high, first, end, before) - coveredBelow(s, low, first, end, before);
    }
    store<f64>(covered + (<usize>i << 3), <f64>bases);
  }
}

/** Answers queries until the next one's pieces have no room; gives the first that was not answered. */
export function subtract(job: usize): i32 {
  const groups = load<i32>(job, GROUPS);
  const groupStart = load<usize>(job, GROUP_START);
  const start = load<usize>(job, START);
  const end = load<usize>(job, END);
  const entries = load<usize>(job, ENTRIES);
  const queryGroup = load<usize>(job, QUERY_GROUP);
  const queryStart = load<usize>(job, QUERY_START);
  const queryEnd = load<usize>(job, QUERY_END);
  const to = load<i32>(job, TO);
  const room = load<i32>(job, ROOM);
  const rows = load<usize>(job, ROWS);
  const pieceStart = load<usize>(job, PIECE_START);
  const pieceEnd = load<usize>(job, PIECE_END);
  let pieces = 0;
  let query = load<i32>(job, FROM);
  for (; query < to; query++) {
    const before = pieces;
    const g = word(queryGroup, query);
    const e = word(queryEnd, query);
    let at = word(queryStart, query);
    if (at >= e) continue;
    let place = 0;
    let last = 0;
    if (<u32>g < <u32>groups) {
      place = placeAfter(end, entries, g, at);
      last = word(groupStart, g + 1);
    }
    while (at < e) {
      const isCut = place < last && word(start, place) < e;
      const gapEnd = isCut ? word(start, place) : e;
      if (gapEnd > at) {
        if (pieces == room) {
          store<i32>(job, before, PIECES);
          return query;
        }
        setWord(rows, pieces, query);
        setWord(pieceStart, pieces, at);
        setWord(pieceEnd, pieces, gapEnd);
        pieces++;
      }
      if (!isCut) break;
      at = word(end, place); // behind `at`: places ascend, and the first ends behind the query's start
      place++;
    }
  }
  store<i32>(job, pieces, PIECES);
  return query;
}
