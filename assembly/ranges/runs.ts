// Joins intervals into runs as they come: the twin of src/ranges/run-gatherer.ts.
import { setWord, word } from "./memory";

// Words of a job: see src/ranges/kernels/runs-kernel.ts.
const GROUP: usize = 0;
const START: usize = 4;
const END: usize = 8;
const LENGTH: usize = 12;
const RUNS: usize = 16;
const RUN_COUNT: usize = 20;
const MIN_DISTANCE: usize = 24;
const ONLY_COVERING: usize = 28;
const IN_ORDER: usize = 32;

/** A run: group, start, end, how many intervals it is made of. */
const RUN_SHIFT: usize = 4;
const RUN_START: usize = 4;
const RUN_END: usize = 8;
const RUN_SIZE: usize = 12;

export function gather(job: usize): void {
  const group = load<usize>(job, GROUP);
  const start = load<usize>(job, START);
  const end = load<usize>(job, END);
  const length = load<i32>(job, LENGTH);
  const distance = <i64>load<i32>(job, MIN_DISTANCE);
  const onlyCovering = load<i32>(job, ONLY_COVERING);
  const count = load<i32>(job, RUN_COUNT);
  const first = load<usize>(job, RUNS);
  let inOrder = load<i32>(job, IN_ORDER);
  // The last run is open: the next interval may join it.
  let open = first + (<usize>count << RUN_SHIFT) - 16;
  let openGroup = count == 0 ? -2 : load<i32>(open);
  let openStart = count == 0 ? 0 : load<i32>(open, RUN_START);
  let openEnd = count == 0 ? 0 : load<i32>(open, RUN_END);
  let openSize = count == 0 ? 0 : load<i32>(open, RUN_SIZE);
  for (let i = 0; i < length; i++) {
    const g = word(group, i);
    const s = word(start, i);
    const e = word(end, i);
    if (onlyCovering && (g < 0 || s >= e)) continue;
    const reaches = <i64>s < <i64>openEnd + distance;
    // One without a base that begins with the run stands before it in order, and need not touch it.
    if (g == openGroup && reaches && (s > openStart || (s == openStart && e > s))) {
      openSize++;
      openEnd = max(openEnd, e);
      continue;
    }
    if (openGroup != -2) {
      store<i32>(open, openEnd, RUN_END);
      store<i32>(open, openSize, RUN_SIZE);
      if (g < openGroup || (g == openGroup && (s < openStart || reaches))) inOrder = 0;
    }
    open += 16;
    openGroup = g;
    openStart = s;
    openEnd = e;
    openSize = 1;
    store<i32>(open, g);
    store<i32>(open, s, RUN_START);
  }
  if (openGroup != -2) {
    store<i32>(open, openEnd, RUN_END);
    store<i32>(open, openSize, RUN_SIZE);
  }
  store<i32>(job, <i32>((open + 16 - first) >>> RUN_SHIFT), RUN_COUNT);
  store<i32>(job, inOrder, IN_ORDER);
}

/** A sorted record: start + `added` of its group, end, size. */
const RECORD: usize = 12;

/** Joins sorted runs with each other, into four arrays at `to` of room for all of them. How many there are. */
export function rejoin(records: usize, groupStart: usize, groups: i32, added: usize, distance: i32, to: usize): i32 {
  const size = <usize>word(groupStart, groups) << 2;
  const reach = <i64>distance;
  let runs = 0;
  for (let g = 0; g < groups; g++) {
    const less = word(added, g);
    const last = records + <usize>word(groupStart, g + 1) * RECORD;
    let at = records + <usize>word(groupStart, g) * RECORD;
    while (at < last) {
      const start = load<i32>(at) - less;
      let end = load<i32>(at, 4);
      let intervals = load<i32>(at, 8);
      at += RECORD;
      while (at < last) {
        // In a statement of its own: within the cast it would be 64 bits wide, and a key is modulo 2^32.
        const next: i32 = load<i32>(at) - less;
        if (<i64>next >= <i64>end + reach) break;
        end = max(end, load<i32>(at, 4));
        intervals += load<i32>(at, 8);
        at += RECORD;
      }
      setWord(to, runs, g);
      setWord(to + size, runs, start);
      setWord(to + 2 * size, runs, end);
      setWord(to + 3 * size, runs, intervals);
      runs++;
    }
  }
  return runs;
}
