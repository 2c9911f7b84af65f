// The inner loops of rANS 4x8 and Nx16 (CRAM codecs §2, §3): from compressed bytes and tables of slots to symbols. The script reads the tables and
// writes them to SLOTS and CONTEXTS; what is out of the ordinary, as data that end too early, is refused, and the script decodes it again.

const PAGE_SHIFT: u32 = 16;
const SLACK: u32 = 64; // of input that may be read beyond its end

// ---- Areas, at fixed addresses ----
/** For each context where its slots begin, as a number of slots. */
const CONTEXTS: usize = 1 << 16;
const STATES: usize = CONTEXTS + 1024;
const LAST: usize = STATES + 128;
/** 257 times 2^12: symbol in the lowest 8 bits, place in its range (12), frequency less one (12). */
const SLOTS: usize = CONTEXTS + 4096;
const INPUT: usize = SLOTS + ((257 << 12) << 2);

let outputAt: usize = 0;
let behind: u32 = 0;

export function contextsPtr(): usize { return CONTEXTS; }
export function slotsPtr(): usize { return SLOTS; }
export function inputPtr(): usize { return INPUT; }
export function outputPtr(): usize { return outputAt; }
/** Offset in the input behind the last byte used. */
export function consumed(): u32 { return behind; }

/** Room for input and output; false if memory cannot grow. */
export function reserve(inputBytes: u32, outputBytes: u32): bool {
  if (__heap_base > CONTEXTS) return false;
  const output = (<u64>INPUT + inputBytes + SLACK + 63) & ~63;
  const end = output + outputBytes + SLACK;
  if (end > <u64>u32.MAX_VALUE) return false;
  const missing = <i32>((end + 0xffff) >> PAGE_SHIFT) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return false;
  outputAt = <usize>output;
  return true;
}

// ---- 4x8: states of 31 bits, renormalised by bytes ----
const LOWER8: u32 = 1 << 23;
const LOWER8_TWICE: u32 = 1 << 15;
const BITS: u32 = 12;
const MASK: u32 = (1 << BITS) - 1;

// @ts-ignore: decorator
@inline
function isState8(state: u32): bool { return state >= LOWER8 && state < 0x8000_0000; }

// @ts-ignore: decorator
@inline
function advance(state: u32, slot: u32, bits: u32): u32 {
  return ((slot >> 20) + 1) * (state >> bits) + ((slot >> 8) & MASK);
}

/** How many bytes a state lacks, 0 to 2: no valid state lacks more. */
// @ts-ignore: decorator
@inline
function lacks8(state: u32): u32 { return <u32>(state < LOWER8) + <u32>(state < LOWER8_TWICE); }

// @ts-ignore: decorator
@inline
function renew8(state: u32, at: usize, bytes: u32): u32 {
  const next = <u32>bswap<u16>(load<u16>(at));
  return (state << (bytes << 3)) | (next >> (16 - (bytes << 3)));
}

// @ts-ignore: decorator
@inline
function slotAt(context: u32, place: u32): u32 { return load<u32>(SLOTS + (<usize>(context + place) << 2)); }

// @ts-ignore: decorator
@inline
function contextOf(slot: u32): u32 { return load<u32>(CONTEXTS + (<usize>(slot & 255) << 2)); }

/** Four states stand at `from`; `size` symbols come out. False: refused. */
export function order0x8(from: u32, length: u32, size: u32): bool {
  let at = INPUT + from;
  const end = INPUT + length;
  if (at + 16 > end) return false;
  let a = load<u32>(at), b = load<u32>(at, 4), c = load<u32>(at, 8), d = load<u32>(at, 12);
  if (!isState8(a) || !isState8(b) || !isState8(c) || !isState8(d)) return false;
  at += 16;
  let out = outputAt;
  for (const stop = out + (size & ~3); out < stop; out += 4) {
    let slot = slotAt(0, a & MASK);
    store<u8>(out, <u8>slot);
    a = advance(a, slot, BITS);
    let bytes = lacks8(a);
    a = renew8(a, at, bytes);
    at += bytes;
    slot = slotAt(0, b & MASK);
    store<u8>(out, <u8>slot, 1);
    b = advance(b, slot, BITS);
    bytes = lacks8(b);
    b = renew8(b, at, bytes);
    at += bytes;
    slot = slotAt(0, c & MASK);
    store<u8>(out, <u8>slot, 2);
    c = advance(c, slot, BITS);
    bytes = lacks8(c);
    c = renew8(c, at, bytes);
    at += bytes;
    slot = slotAt(0, d & MASK);
    store<u8>(out, <u8>slot, 3);
    d = advance(d, slot, BITS);
    bytes = lacks8(d);
    d = renew8(d, at, bytes);
    at += bytes;
    if (at > end) return false;
  }
  const rest = size & 3;
  if (rest) at += lastOf8(out, a);
  if (rest > 1) at += lastOf8(out + 1, b);
  if (rest > 2) at += lastOf8(out + 2, c);
  return at <= end;
}

/** Gives how many bytes the state would take. */
function lastOf8(out: usize, state: u32): u32 {
  const slot = slotAt(0, state & MASK);
  store<u8>(out, <u8>slot);
  return lacks8(advance(state, slot, BITS));
}

/** Each state decodes a quarter; the rest is the last one's. */
export function order1x8(from: u32, length: u32, size: u32): bool {
  let at = INPUT + from;
  const end = INPUT + length;
  if (at + 16 > end) return false;
  let a = load<u32>(at), b = load<u32>(at, 4), c = load<u32>(at, 8), d = load<u32>(at, 12);
  if (!isState8(a) || !isState8(b) || !isState8(c) || !isState8(d)) return false;
  at += 16;
  const first = contextOf(0);
  let inA = first, inB = first, inC = first, inD = first;
  const quarter = <usize>(size >> 2);
  let out = outputAt;
  for (const stop = out + quarter; out < stop; out++) {
    let slot = slotAt(inA, a & MASK);
    store<u8>(out, <u8>slot);
    inA = contextOf(slot);
    a = advance(a, slot, BITS);
    let bytes = lacks8(a);
    a = renew8(a, at, bytes);
    at += bytes;
    slot = slotAt(inB, b & MASK);
    store<u8>(out + quarter, <u8>slot);
    inB = contextOf(slot);
    b = advance(b, slot, BITS);
    bytes = lacks8(b);
    b = renew8(b, at, bytes);
    at += bytes;
    slot = slotAt(inC, c & MASK);
    store<u8>(out + 2 * quarter, <u8>slot);
    inC = contextOf(slot);
    c = advance(c, slot, BITS);
    bytes = lacks8(c);
    c = renew8(c, at, bytes);
    at += bytes;
    slot = slotAt(inD, d & MASK);
    store<u8>(out + 3 * quarter, <u8>slot);
    inD = contextOf(slot);
    d = advance(d, slot, BITS);
    bytes = lacks8(d);
    d = renew8(d, at, bytes);
    at += bytes;
    if (at > end) return false;
  }
  out = outputAt + 4 * quarter;
  for (const stop = outputAt + size; out < stop; out++) {
    const slot = slotAt(inD, d & MASK);
    store<u8>(out, <u8>slot);
    inD = contextOf(slot);
    d = advance(d, slot, BITS);
    const bytes = lacks8(d);
    d = renew8(d, at, bytes);
    at += bytes;
    if (at > end) return false;
  }
  return true;
}

// ---- Nx16: 4 or 32 states, renormalised by two bytes ----
const LOWER16: u32 = 1 << 15;

function readStates(at: usize, end: usize, count: u32): bool {
  if (at + (count << 2) > end) return false;
  for (let i: u32 = 0; i < count; i++) {
    const state = load<u32>(at + (<usize>i << 2));
    if (state < LOWER16 || state >= 0x8000_0000) return false;
    store<u32>(STATES + (<usize>i << 2), state);
  }
  return true;
}

/** `states` is 4 or 32. */
export function order0x16(from: u32, length: u32, size: u32, states: u32): bool {
  let at = INPUT + from;
  const end = INPUT + length;
  if (!readStates(at, end, states)) return false;
  at += states << 2;
  const which = (states - 1) << 2;
  for (let i: u32 = 0; i < size; i++) {
    const place = STATES + ((i << 2) & which);
    let state = load<u32>(place);
    const slot = slotAt(0, state & MASK);
    store<u8>(outputAt + i, <u8>slot);
    state = advance(state, slot, BITS);
    const lacks = state < LOWER16;
    state = select((state << 16) | <u32>load<u16>(at), state, lacks);
    at += <usize>lacks << 1;
    if (at > end) return false;
    store<u32>(place, state);
  }
  behind = <u32>(at - INPUT);
  return true;
}

/** `bits`: of the frequencies, 1 to 12. */
export function order1x16(from: u32, length: u32, size: u32, states: u32, bits: u32): bool {
  let at = INPUT + from;
  const end = INPUT + length;
  if (!readStates(at, end, states)) return false;
  at += states << 2;
  const mask = (1 << bits) - 1;
  const first = contextOf(0);
  for (let j: u32 = 0; j < states; j++) store<u32>(LAST + (<usize>j << 2), first);
  const part = size / states;
  for (let i: u32 = 0; i < part; i++) {
    let out = outputAt + i;
    for (let j: usize = 0; j < <usize>states << 2; j += 4) {
      let state = load<u32>(STATES + j);
      const slot = slotAt(load<u32>(LAST + j), state & mask);
      store<u8>(out, <u8>slot);
      store<u32>(LAST + j, contextOf(slot));
      state = advance(state, slot, bits);
      const lacks = state < LOWER16;
      state = select((state << 16) | <u32>load<u16>(at), state, lacks);
      at += <usize>lacks << 1;
      store<u32>(STATES + j, state);
      out += part;
    }
    if (at > end) return false;
  }
  const last = <usize>(states - 1) << 2;
  let state = load<u32>(STATES + last);
  let context = load<u32>(LAST + last);
  for (let i = part * states; i < size; i++) {
    const slot = slotAt(context, state & mask);
    store<u8>(outputAt + i, <u8>slot);
    context = contextOf(slot);
    state = advance(state, slot, bits);
    const lacks = state < LOWER16;
    state = select((state << 16) | <u32>load<u16>(at), state, lacks);
    at += <usize>lacks << 1;
    if (at > end) return false;
  }
  return true;
}
