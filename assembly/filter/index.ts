// Comparisons of whole columns into bits, a bit a row, by vectors. Every loop narrows the bits that are in MASK: AND.
// The twins are in src/kernels/constant-comparison.ts and src/kernels/compare-columns.ts.

// Rows of one call, at most. Loops go over sixteen rows at a time, and may read old values behind the last row: their bits mean nothing.
const ROWS = 16384;

const INPUT = memory.data(131072, 16);
const OTHER = memory.data(131072, 16);
// Counted in words of eight bytes.
const MASK = memory.data(2048 + 8, 16);

export function mostRows(): u32 {
  return ROWS;
}

export function input(): usize {
  return INPUT;
}

export function other(): usize {
  return OTHER;
}

export function mask(): usize {
  return MASK;
}

// Every row passes, so far.
export function begin(rows: u32): void {
  memory.fill(MASK, 0xff, ((rows + 15) >> 4) << 1);
}

// Bits at INPUT.
export function andBits(rows: u32): void {
  const bytes: usize = ((rows + 15) >> 4) << 1;
  for (let i: usize = 0; i < bytes; i += 2) store<u16>(MASK + i, load<u16>(MASK + i) & load<u16>(INPUT + i));
}

// How many of the first `rows` rows pass.
export function count(rows: u32): u32 {
  let passing: u64 = 0;
  const words: usize = (rows >> 6) << 3;
  for (let i: usize = 0; i < words; i += 8) passing += popcnt(load<u64>(MASK + i));
  const rest = rows & 63;
  if (rest != 0) passing += popcnt(load<u64>(MASK + words) & ((<u64>1 << rest) - 1));
  return <u32>passing;
}

// Inside low … low + span, in the numbers modulo 2^8: for signed and unsigned ones alike.
export function range8(rows: u32, low: i32, span: i32, flip: u32): void {
  const least = i8x16.splat(<i8>low);
  const most = i8x16.splat(<i8>span);
  const end = endOf(rows);
  for (let out = MASK, at = INPUT; out < end; out += 2, at += 16) {
    narrow(out, i8x16.bitmask(i8x16.le_u(i8x16.sub(v128.load(at), least), most)) ^ flip);
  }
}

export function range16(rows: u32, low: i32, span: i32, flip: u32): void {
  const least = i16x8.splat(<i16>low);
  const most = i16x8.splat(<i16>span);
  const end = endOf(rows);
  for (let out = MASK, at = INPUT; out < end; out += 2, at += 32) {
    const a = i16x8.le_u(i16x8.sub(v128.load(at), least), most);
    const b = i16x8.le_u(i16x8.sub(v128.load(at, 16), least), most);
    narrow(out, i8x16.bitmask(i8x16.narrow_i16x8_s(a, b)) ^ flip);
  }
}

export function range32(rows: u32, low: i32, span: i32, flip: u32): void {
  const least = i32x4.splat(low);
  const most = i32x4.splat(span);
  const end = endOf(rows);
  for (let out = MASK, at = INPUT; out < end; out += 2, at += 64) {
    const a = i32x4.le_u(i32x4.sub(v128.load(at), least), most);
    const b = i32x4.le_u(i32x4.sub(v128.load(at, 16), least), most);
    const c = i32x4.le_u(i32x4.sub(v128.load(at, 32), least), most);
    const d = i32x4.le_u(i32x4.sub(v128.load(at, 48), least), most);
    narrow(out, bitsOf32(a, b, c, d) ^ flip);
  }
}

// `bias` is the sign bit where the numbers are unsigned; low and high come with it.
export function range64(rows: u32, low: i64, high: i64, bias: i64, flip: u32): void {
  const end = endOf(rows);
  for (let out = MASK, at = INPUT; out < end; out += 2, at += 128) {
    let bits: u32 = 0;
    for (let half: usize = 0; half < 2; half++) {
      const from = at + (half << 6);
      const a = inside64(v128.load(from), low, high, bias);
      const b = inside64(v128.load(from, 16), low, high, bias);
      const c = inside64(v128.load(from, 32), low, high, bias);
      const d = inside64(v128.load(from, 48), low, high, bias);
      bits |= bitsOf64(a, b, c, d) << (<u32>half << 3);
    }
    narrow(out, bits ^ flip);
  }
}

export function atMostFloat64(rows: u32, limit: f64, flip: u32): void {
  const most = f64x2.splat(limit);
  const end = endOf(rows);
  for (let out = MASK, at = INPUT; out < end; out += 2, at += 128) {
    let bits: u32 = 0;
    for (let half: usize = 0; half < 2; half++) {
      const from = at + (half << 6);
      const a = f64x2.le(v128.load(from), most);
      const b = f64x2.le(v128.load(from, 16), most);
      const c = f64x2.le(v128.load(from, 32), most);
      const d = f64x2.le(v128.load(from, 48), most);
      bits |= bitsOf64(a, b, c, d) << (<u32>half << 3);
    }
    narrow(out, bits ^ flip);
  }
}

export function equalFloat64(rows: u32, value: f64, flip: u32): void {
  const wanted = f64x2.splat(value);
  const end = endOf(rows);
  for (let out = MASK, at = INPUT; out < end; out += 2, at += 128) {
    let bits: u32 = 0;
    for (let half: usize = 0; half < 2; half++) {
      const from = at + (half << 6);
      const a = f64x2.eq(v128.load(from), wanted);
      const b = f64x2.eq(v128.load(from, 16), wanted);
      const c = f64x2.eq(v128.load(from, 32), wanted);
      const d = f64x2.eq(v128.load(from, 48), wanted);
      bits |= bitsOf64(a, b, c, d) << (<u32>half << 3);
    }
    narrow(out, bits ^ flip);
  }
}

// INPUT <= OTHER, row by row. `bias` is the sign bit where the numbers are unsigned.
export function atMostPairs32(rows: u32, bias: i32, flip: u32): void {
  const sign = i32x4.splat(bias);
  const end = endOf(rows);
  for (let out = MASK, at: usize = 0; out < end; out += 2, at += 64) {
    const a = i32x4.le_s(v128.xor(v128.load(INPUT + at), sign), v128.xor(v128.load(OTHER + at), sign));
    const b = i32x4.le_s(v128.xor(v128.load(INPUT + at, 16), sign), v128.xor(v128.load(OTHER + at, 16), sign));
    const c = i32x4.le_s(v128.xor(v128.load(INPUT + at, 32), sign), v128.xor(v128.load(OTHER + at, 32), sign));
    const d = i32x4.le_s(v128.xor(v128.load(INPUT + at, 48), sign), v128.xor(v128.load(OTHER + at, 48), sign));
    narrow(out, bitsOf32(a, b, c, d) ^ flip);
  }
}

// INPUT = OTHER, row by row.
export function equalPairs32(rows: u32, flip: u32): void {
  const end = endOf(rows);
  for (let out = MASK, at: usize = 0; out < end; out += 2, at += 64) {
    const a = i32x4.eq(v128.load(INPUT + at), v128.load(OTHER + at));
    const b = i32x4.eq(v128.load(INPUT + at, 16), v128.load(OTHER + at, 16));
    const c = i32x4.eq(v128.load(INPUT + at, 32), v128.load(OTHER + at, 32));
    const d = i32x4.eq(v128.load(INPUT + at, 48), v128.load(OTHER + at, 48));
    narrow(out, bitsOf32(a, b, c, d) ^ flip);
  }
}

export function atMostPairs64(rows: u32, bias: i64, flip: u32): void {
  const sign = i64x2.splat(bias);
  const end = endOf(rows);
  for (let out = MASK, at: usize = 0; out < end; out += 2, at += 128) {
    let bits: u32 = 0;
    for (let half: usize = 0; half < 2; half++) {
      const left = INPUT + at + (half << 6);
      const right = OTHER + at + (half << 6);
      const a = i64x2.le_s(v128.xor(v128.load(left), sign), v128.xor(v128.load(right), sign));
      const b = i64x2.le_s(v128.xor(v128.load(left, 16), sign), v128.xor(v128.load(right, 16), sign));
      const c = i64x2.le_s(v128.xor(v128.load(left, 32), sign), v128.xor(v128.load(right, 32), sign));
      const d = i64x2.le_s(v128.xor(v128.load(left, 48), sign), v128.xor(v128.load(right, 48), sign));
      bits |= bitsOf64(a, b, c, d) << (<u32>half << 3);
    }
    narrow(out, bits ^ flip);
  }
}

export function equalPairs64(rows: u32, flip: u32): void {
  const end = endOf(rows);
  for (let out = MASK, at: usize = 0; out < end; out += 2, at += 128) {
    let bits: u32 = 0;
    for (let half: usize = 0; half < 2; half++) {
      const left = INPUT + at + (half << 6);
      const right = OTHER + at + (half << 6);
      const a = i64x2.eq(v128.load(left), v128.load(right));
      const b = i64x2.eq(v128.load(left, 16), v128.load(right, 16));
      const c = i64x2.eq(v128.load(left, 32), v128.load(right, 32));
      const d = i64x2.eq(v128.load(left, 48), v128.load(right, 48));
      bits |= bitsOf64(a, b, c, d) << (<u32>half << 3);
    }
    narrow(out, bits ^ flip);
  }
}

// @ts-ignore: decorator
@inline
function endOf(rows: u32): usize {
  return MASK + (<usize>((rows + 15) >> 4) << 1);
}

// @ts-ignore: decorator
@inline
function narrow(out: usize, bits: u32): void {
  store<u16>(out, <u16>(load<u16>(out) & bits));
}

// @ts-ignore: decorator
@inline
function bitsOf32(a: v128, b: v128, c: v128, d: v128): u32 {
  return <u32>i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

// Eight rows.
// @ts-ignore: decorator
@inline
function bitsOf64(a: v128, b: v128, c: v128, d: v128): u32 {
  const first = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
  const second = v128.shuffle<i32>(c, d, 0, 2, 4, 6);
  return <u32>i16x8.bitmask(i16x8.narrow_i32x4_s(first, second));
}

// @ts-ignore: decorator
@inline
function inside64(values: v128, low: i64, high: i64, bias: i64): v128 {
  const biased = v128.xor(values, i64x2.splat(bias));
  return v128.and(i64x2.ge_s(biased, i64x2.splat(low)), i64x2.le_s(biased, i64x2.splat(high)));
}
