/** Dynamic deflate blocks with code shapes that no compressor makes; some deliberately unsound (RFC 1951 §3.2.7). */
import { BitWriter } from './bit-writer.ts'
import type { Random } from './random.ts'

const PRECODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const END_OF_BLOCK = 256
const MOST_OUTPUT = 60_000

interface Code {
  readonly lengths: number[]
  readonly codes: number[]
  readonly used: readonly number[]
}

export function craftedStream(random: Random): Buffer {
  const bits = new BitWriter()
  let made = 0
  for (let left = random.below(3); left >= 0; left--) {
    const literals = randomCode(random, { total: 257 + random.below(30), isDistance: false })
    const distances = randomCode(random, { total: 1 + random.below(30), isDistance: true })
    bits.put(left ? 0 : 1, 1)
    bits.put(2, 2)
    putTables(bits, literals, distances)
    made = putSymbols(random, { bits, literals, distances, made })
    putCode(bits, literals, END_OF_BLOCK)
  }
  return bits.end()
}

function randomCode(random: Random, { total, isDistance }: { readonly total: number; readonly isDistance: boolean }): Code {
  const count = isDistance ? random.below(total + 1) : 1 + random.below(random.pick([1, 4, 40, total - 1]))
  const used = choose(random, { count, total, must: isDistance ? [] : [END_OF_BLOCK] })
  const single = isDistance && !random.below(8) ? 2 : 1 // a lone code of two bits is incomplete
  const chosen = used.length === 1 ? [single] : treeLengths(random, used.length)
  const lengths = new Array<number>(total).fill(0)
  used.forEach((symbol, i) => {
    lengths[symbol] = chosen[i] ?? 0
  })
  if (!random.below(12)) lengths[random.below(total)] = random.below(16)
  return { lengths, codes: assign(lengths), used }
}

function choose(
  random: Random,
  { count, total, must }: { readonly count: number; readonly total: number; readonly must: number[] },
): number[] {
  const set = new Set(must)
  while (set.size < count) set.add(random.below(total))
  return [...set]
}

/** Splits leaves of a complete tree until there are as many as symbols. */
function treeLengths(random: Random, count: number): number[] {
  const leaves = [0]
  const depth = (i: number) => leaves[i] ?? 0
  while (leaves.length < count) {
    const goDeep = random.below(3) === 0
    let i = random.below(leaves.length)
    if (goDeep) for (let j = 0; j < leaves.length; j++) if (depth(j) < 15 && depth(j) > depth(i)) i = j
    if (depth(i) >= 15) i = leaves.findIndex(leaf => leaf < 15)
    leaves[i] = depth(i) + 1
    leaves.push(depth(i))
  }
  return leaves
}

/** Canonical codes (RFC 1951 §3.2.2). */
function assign(lengths: readonly number[]): number[] {
  const codes = new Array<number>(lengths.length).fill(0)
  let code = 0
  for (let length = 1; length <= 15; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) codes[symbol] = code++
    code *= 2
  }
  return codes
}

function putCode(bits: BitWriter, { codes, lengths }: Pick<Code, 'codes' | 'lengths'>, symbol: number): void {
  bits.putCode(codes[symbol] ?? 0, lengths[symbol] ?? 0)
}

function putTables(bits: BitWriter, literals: Code, distances: Code): void {
  bits.put(literals.lengths.length - 257, 5)
  bits.put(distances.lengths.length - 1, 5)
  bits.put(15, 4)
  // 13 codes of 4 bits and 6 of 5 bits: a complete set for all 19 symbols.
  const lengths = new Array<number>(19).fill(4).fill(5, 13)
  const precode = { lengths, codes: assign(lengths) }
  for (const symbol of PRECODE_ORDER) bits.put(lengths[symbol] ?? 0, 3)
  const all = [...literals.lengths, ...distances.lengths]
  for (let i = 0; i < all.length; ) {
    let run = 1
    while (i + run < all.length && all[i + run] === all[i]) run++
    i += putRun(bits, precode, { value: all[i] ?? 0, run, isRepeat: i > 0 && all[i - 1] === all[i] })
  }
}

interface Run {
  readonly value: number
  readonly run: number
  readonly isRepeat: boolean
}

/** How many lengths were written. */
function putRun(bits: BitWriter, precode: Pick<Code, 'codes' | 'lengths'>, { value, run, isRepeat }: Run): number {
  const send = (symbol: number, extra: { readonly from: number; readonly most: number; readonly bits: number }) => {
    const count = Math.min(run, extra.most)
    putCode(bits, precode, symbol)
    bits.put(count - extra.from, extra.bits)
    return count
  }
  if (value === 0 && run >= 11) return send(18, { from: 11, most: 138, bits: 7 })
  if (value === 0 && run >= 3) return send(17, { from: 3, most: 10, bits: 3 })
  if (isRepeat && run >= 3) return send(16, { from: 3, most: 6, bits: 2 })
  putCode(bits, precode, value)
  return 1
}

interface SymbolRequest {
  readonly bits: BitWriter
  readonly literals: Code
  readonly distances: Code
  readonly made: number
}

/** The bytes of output so far. */
function putSymbols(random: Random, { bits, literals, distances, made }: SymbolRequest): number {
  const bytes = literals.used.filter(symbol => symbol < END_OF_BLOCK)
  const lengths = literals.used.filter(symbol => symbol > END_OF_BLOCK)
  const canMatch = lengths.length > 0 && distances.used.length > 0
  let out = made
  for (let left = random.below(random.pick([5, 400, 4000])); left > 0 && out < MOST_OUTPUT; left--) {
    if (bytes.length && (random.below(3) || !canMatch || !out)) {
      putCode(bits, literals, random.pick(bytes))
      out++
      continue
    }
    if (!canMatch) continue
    const length = random.pick(lengths)
    const sound = distances.used.filter(symbol => farthest(symbol) <= out)
    if (!sound.length && random.below(50)) continue
    const distance = sound.length && random.below(400) ? random.pick(sound) : random.pick(distances.used)
    out += putMatch(random, { bits, literals, distances, length, distance })
  }
  return out
}

/** The farthest distance a symbol can mean. */
function farthest(symbol: number): number {
  return symbol < 4 ? symbol + 1 : (2 + (symbol & 1)) * 2 ** ((symbol >> 1) - 1) + 2 ** ((symbol >> 1) - 1)
}

interface Match extends Omit<SymbolRequest, 'made'> {
  readonly length: number
  readonly distance: number
}

function putMatch(random: Random, { bits, literals, distances, length, distance }: Match): number {
  const k = length - 257
  const extra = k < 8 || k === 28 ? 0 : (k >> 2) - 1
  const value = random.below(1 << extra)
  const base = k === 28 ? 258 : k < 8 ? 3 + k : 3 + (4 + (k & 3)) * (1 << extra)
  putCode(bits, literals, length)
  bits.put(value, extra)
  putCode(bits, distances, distance)
  const distanceExtra = distance < 4 ? 0 : (distance >> 1) - 1
  bits.put(random.below(1 << distanceExtra), distanceExtra)
  return base + value
}
