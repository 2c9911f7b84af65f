/** rANS Nx16 of CRAM 3.1 (CRAM codecs §3): 4 or 32 interleaved states, with packing, runs and stripes around them. */
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'
import type { RansKernels } from './kernels/rans-kernels.ts'
import { readPacking, unpack } from './packed-bytes.ts'
import { fillSlots } from './rans-table.ts'
import { readStripes } from './striped-bytes.ts'

const FLAG = { order: 1, states32: 4, stripe: 8, noSize: 16, plain: 32, runs: 64, pack: 128 } as const
const LOWER = 1 << 15
const ORDER0_BITS = 12
const MOST_DEPTH = 3

/** `size`: what the data must inflate to. */
export function decodeRansNx16(bytes: Uint8Array, size: number, kernels?: RansKernels): Uint8Array {
  return decodeStream(new CompressedInput(bytes), size, { depth: 0, kernels })
}

/** `depth`: of stripes within stripes. */
interface Nesting {
  readonly depth: number
  readonly kernels?: RansKernels | undefined
}

/** The size stands in the data, if at all: where it does not, the caller knows it. */
export function decodeStream(input: CompressedInput, size: number | undefined, { depth, kernels }: Nesting): Uint8Array {
  const flags = input.byte()
  const told = flags & FLAG.noSize ? size : input.uint7()
  if (told === undefined) throw new CodecFault('rANS data does not say its size')
  if (size !== undefined && told !== size) throw new CodecFault(`rANS data says that it inflates to ${told} bytes, not ${size}`)
  if (flags & FLAG.stripe) {
    if (depth >= MOST_DEPTH) throw new CodecFault('stripes lie within stripes')
    return readStripes(input, told, (stripe, wanted) => decodeStream(stripe, wanted, { depth: depth + 1, kernels }))
  }
  const loops = { states: flags & FLAG.states32 ? 32 : 4, kernels }
  const packing = flags & FLAG.pack ? readPacking(input) : undefined
  const unrolled = packing?.length ?? told
  if (unrolled > told) throw new CodecFault(`${unrolled} packed bytes stand for ${told}`)
  const runs = flags & FLAG.runs ? readRuns(input, loops) : undefined
  const length = runs?.length ?? unrolled
  if (length > unrolled) throw new CodecFault(`${length} bytes with runs stand for ${unrolled}`)
  const entropy =
    flags & FLAG.plain ? input.take(length) : flags & FLAG.order ? decodeOrder1(input, length, loops) : decodeOrder0(input, length, loops)
  const expanded = runs === undefined ? entropy : expandRuns(entropy, runs, unrolled)
  return packing === undefined ? expanded : unpack(expanded, packing, told)
}

function readAlphabet(input: CompressedInput): readonly number[] {
  const symbols: number[] = []
  let symbol = input.byte()
  let run = 0
  do {
    symbols.push(symbol)
    const last = symbol
    if (run > 0) {
      run--
      symbol++
      if (symbol > 255) throw new CodecFault('the alphabet has more than 256 symbols')
    } else {
      symbol = input.byte()
      if (symbol === last + 1) run = input.byte()
    }
  } while (symbol !== 0)
  return symbols
}

/** Frequencies may be stored as for a smaller power of two. */
function scale(frequencies: Uint32Array, bits: number): void {
  let sum = frequencies.reduce((total, frequency) => total + frequency, 0)
  if (sum === 0) return
  if (sum > 1 << bits) throw new CodecFault(`the frequencies of the symbols sum up to ${sum}`)
  let shift = 0
  for (; sum < 1 << bits; sum *= 2) shift++
  for (let i = 0; i < frequencies.length; i++) frequencies[i]! <<= shift // in range
}

function readState(input: CompressedInput): number {
  return input.uint32() | 0
}

interface Loops {
  /** 4 or 32. */
  readonly states: number
  readonly kernels?: RansKernels | undefined
}

function decodeOrder0(input: CompressedInput, size: number, { states: stateCount, kernels }: Loops): Uint8Array {
  const frequencies = new Uint32Array(256)
  for (const symbol of readAlphabet(input)) frequencies[symbol] = input.uint7()
  scale(frequencies, ORDER0_BITS)
  const own = kernels?.slotsFor(input.left, size)
  const slots = own ?? new Uint32Array(1 << ORDER0_BITS)
  fillSlots(slots, 0, frequencies, ORDER0_BITS)
  const decoded = own && kernels?.order0x16(input, size, stateCount)
  if (decoded !== undefined) return decoded
  const out = new Uint8Array(size)
  const states = Int32Array.from({ length: stateCount }, () => readState(input))
  const { bytes, end } = input
  let { at } = input
  const mask = (1 << ORDER0_BITS) - 1
  const which = stateCount - 1
  for (let i = 0; i < size; i++) {
    // In range below: slots by mask, states by number, bytes checked against the end.
    let state = states[i & which]!
    const slot = slots[state & mask]!
    out[i] = slot
    state = Math.imul((slot >>> 20) + 1, state >>> ORDER0_BITS) + ((slot >>> 8) & 0xfff)
    if (state < LOWER && state >= 0) {
      if (at + 2 > end) throw new CodecFault('the rANS data ends too early')
      state = (state << 16) | bytes[at]! | (bytes[at + 1]! << 8)
      at += 2
    }
    states[i & which] = state
  }
  input.at = at
  return out
}

interface Contexts {
  readonly slots: Uint32Array
  /** Where the slots of each context begin. */
  readonly bases: Int32Array
  readonly bits: number
  /** The slots are those of the kernels. */
  readonly isOwn: boolean
}

function decodeOrder1(input: CompressedInput, size: number, loops: Loops): Uint8Array {
  const { states: stateCount, kernels } = loops
  const { slots, bases, bits, isOwn } = readContexts(input, { size, kernels })
  const decoded = isOwn ? kernels?.order1x16(input, size, { states: stateCount, bits, contexts: bases }) : undefined
  if (decoded !== undefined) return decoded
  const out = new Uint8Array(size)
  const states = Int32Array.from({ length: stateCount }, () => readState(input))
  const last = new Uint8Array(stateCount)
  const { bytes, end } = input
  let { at } = input
  const mask = (1 << bits) - 1
  const part = Math.floor(size / stateCount)
  for (let i = 0; i < part; i++) {
    for (let j = 0, to = i; j < stateCount; j++, to += part) {
      // In range below: slots by context and mask; bytes beyond the end count as 0 and are noticed below.
      let state = states[j]!
      const slot = slots[bases[last[j]!]! + (state & mask)]!
      out[to] = slot
      last[j] = slot
      state = Math.imul((slot >>> 20) + 1, state >>> bits) + ((slot >>> 8) & 0xfff)
      if (state < LOWER && state >= 0) {
        state = (state << 16) | bytes[at]! | (bytes[at + 1]! << 8)
        at += 2
      }
      states[j] = state
    }
    if (at > end) throw new CodecFault('the rANS data ends too early')
  }
  const j = stateCount - 1
  for (let i = part * stateCount; i < size; i++) {
    let state = states[j]!
    const slot = slots[bases[last[j]!]! + (state & mask)]!
    out[i] = slot
    last[j] = slot
    state = Math.imul((slot >>> 20) + 1, state >>> bits) + ((slot >>> 8) & 0xfff)
    if (state < LOWER && state >= 0) {
      if (at + 2 > end) throw new CodecFault('the rANS data ends too early')
      state = (state << 16) | bytes[at]! | (bytes[at + 1]! << 8)
      at += 2
    }
    states[j] = state
  }
  return out
}

/** One alphabet for all contexts; runs of zero frequencies are counted; the table may itself be compressed. */
function readContexts(
  input: CompressedInput,
  { size, kernels }: { readonly size: number; readonly kernels: RansKernels | undefined },
): Contexts {
  const head = input.byte()
  const bits = head >> 4
  if (bits < 1 || bits > ORDER0_BITS) throw new CodecFault(`frequencies of ${bits} bits`)
  let source = input
  if (head & 1) {
    const inflated = input.uint7()
    const compressed = input.take(input.uint7())
    if (inflated > 257 * 256 * 3) throw new CodecFault(`a table of frequencies of ${inflated} bytes`)
    source = new CompressedInput(decodeOrder0(new CompressedInput(compressed), inflated, { states: 4, kernels }))
  }
  const alphabet = readAlphabet(source)
  const own = kernels?.slotsFor(input.left, size)
  const slots = own ?? new Uint32Array((alphabet.length + 1) << bits)
  slots.fill(0, 0, 1 << bits) // these stand for contexts that are not announced
  const bases = new Int32Array(256)
  const frequencies = new Uint32Array(256)
  for (const [number, context] of alphabet.entries()) {
    frequencies.fill(0)
    let zeros = 0
    for (const symbol of alphabet) {
      if (zeros > 0) {
        zeros--
        continue
      }
      const frequency = source.uint7()
      frequencies[symbol] = frequency
      if (frequency === 0) zeros = source.byte()
    }
    scale(frequencies, bits)
    bases[context] = (number + 1) << bits
    fillSlots(slots, (number + 1) << bits, frequencies, bits)
  }
  return { slots, bases, bits, isOwn: own !== undefined }
}

interface Runs {
  /** Which symbols have a length behind them. */
  readonly isRun: Uint8Array
  readonly lengths: CompressedInput
  /** Bytes of the data with its runs not expanded. */
  readonly length: number
}

function readRuns(input: CompressedInput, loops: Loops): Runs {
  const head = input.uint7()
  const length = input.uint7()
  const metaBytes = head >>> 1
  let meta: Uint8Array
  if (head & 1) meta = input.take(metaBytes)
  else {
    const compressed = input.take(input.uint7())
    // The lengths of runs are a few bytes for each byte of data at most.
    if (metaBytes > length * 5 + 257) throw new CodecFault(`the lengths of runs take ${metaBytes} bytes`)
    meta = decodeOrder0(new CompressedInput(compressed), metaBytes, loops)
  }
  const lengths = new CompressedInput(meta)
  const count = lengths.byte() || 256
  const isRun = new Uint8Array(256)
  for (let i = 0; i < count; i++) isRun[lengths.byte()] = 1
  return { isRun, lengths, length }
}

function expandRuns(bytes: Uint8Array, { isRun, lengths }: Runs, size: number): Uint8Array {
  const out = new Uint8Array(size)
  let at = 0
  for (const symbol of bytes) {
    const count = isRun[symbol] === 1 ? lengths.uint7() + 1 : 1
    if (at + count > size) throw new CodecFault(`runs expand beyond ${size} bytes`)
    if (count === 1) out[at] = symbol
    else out.fill(symbol, at, at + count)
    at += count
  }
  if (at !== size) throw new CodecFault(`runs expand to ${at} bytes, not ${size}`)
  return out
}
