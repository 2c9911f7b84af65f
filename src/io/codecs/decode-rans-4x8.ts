/** rANS 4x8 of CRAM 3.0 (CRAM codecs §2): four interleaved states of 31 bits, renormalised by bytes. */
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'
import type { RansKernels } from './kernels/rans-kernels.ts'
import { borrowSlots, fillSlots } from './rans-table.ts'

const BITS = 12
const MASK = (1 << BITS) - 1
const LOWER = 1 << 23
const HEAD_BYTES = 9

/** `size`: what the data must inflate to. */
export function decodeRans4x8(bytes: Uint8Array, size: number, kernels?: RansKernels): Uint8Array {
  const input = new CompressedInput(bytes)
  const order = input.byte()
  const compressed = input.uint32()
  const inflated = input.uint32()
  if (compressed !== bytes.length - HEAD_BYTES) {
    throw new CodecFault(`rANS data of ${bytes.length - HEAD_BYTES} bytes says that it has ${compressed}`)
  }
  if (inflated !== size) throw new CodecFault(`rANS data says that it inflates to ${inflated} bytes, not ${size}`)
  if (order > 1) throw new CodecFault(`rANS data has the unknown order ${order}`)
  if (size === 0) return new Uint8Array(0)
  const slots = kernels?.slotsFor(bytes.length, size)
  return order === 0 ? decodeOrder0(input, size, { slots, kernels }) : decodeOrder1(input, size, { slots, kernels })
}

/** `slots`: of the kernels, where the data are not too large for them. */
interface Loops {
  readonly slots: Uint32Array | undefined
  readonly kernels: RansKernels | undefined
}

/** Symbols ascend; where one follows the last, the number of further ones without their names comes next. */
function readFrequencies(input: CompressedInput, frequencies: Uint16Array): void {
  frequencies.fill(0)
  let symbol = input.byte()
  let run = 0
  do {
    const frequency = input.itf8()
    if (frequency > 1 << BITS) throw new CodecFault(`a symbol has the frequency ${frequency}`)
    frequencies[symbol] = frequency
    const last = symbol
    if (run > 0) {
      run--
      symbol++
      if (symbol > 255) throw new CodecFault('the table of frequencies has more than 256 symbols')
    } else {
      symbol = input.byte()
      if (symbol === last + 1) run = input.byte()
    }
  } while (symbol !== 0)
}

function readState(input: CompressedInput): number {
  return input.uint32() | 0
}

function decodeOrder0(input: CompressedInput, size: number, loops: Loops): Uint8Array {
  const frequencies = new Uint16Array(256)
  readFrequencies(input, frequencies)
  const slots = loops.slots ?? new Uint32Array(1 << BITS)
  fillSlots(slots, 0, frequencies, BITS)
  const decoded = loops.slots && loops.kernels?.order0x8(input, size)
  if (decoded !== undefined) return decoded
  const out = new Uint8Array(size)
  const states = Int32Array.from({ length: 4 }, () => readState(input))
  const { bytes, end } = input
  let { at } = input
  for (let i = 0; i < out.length; i++) {
    // In range below: slots by mask, states by four, bytes checked against the end.
    let state = states[i & 3]!
    const slot = slots[state & MASK]!
    out[i] = slot
    state = Math.imul((slot >>> 20) + 1, state >>> BITS) + ((slot >>> 8) & MASK)
    while (state < LOWER) {
      if (at >= end) throw new CodecFault('the rANS data ends too early')
      state = (state << 8) | bytes[at++]!
    }
    states[i & 3] = state
  }
  return out
}

function decodeOrder1(input: CompressedInput, size: number, loops: Loops): Uint8Array {
  const { slots, bases } = readContexts(input, loops.slots ?? borrowSlots(257 << BITS))
  const decoded = loops.slots && loops.kernels?.order1x8(input, size, bases)
  if (decoded !== undefined) return decoded
  const out = new Uint8Array(size)
  let state0 = readState(input)
  let state1 = readState(input)
  let state2 = readState(input)
  let state3 = readState(input)
  const { bytes, end } = input
  let { at } = input
  const quarter = out.length >> 2
  const base = bases[0]! // 256 of them
  let base0 = base
  let base1 = base
  let base2 = base
  let base3 = base
  // In range: slots by context and mask; bytes beyond the end count as 0 and are noticed below.
  const limit = end + 8
  for (let i = 0, i1 = quarter, i2 = 2 * quarter, i3 = 3 * quarter; i < quarter; i++, i1++, i2++, i3++) {
    const slot0 = slots[base0 + (state0 & MASK)]!
    out[i] = slot0
    base0 = bases[slot0 & 255]!
    state0 = Math.imul((slot0 >>> 20) + 1, state0 >>> BITS) + ((slot0 >>> 8) & MASK)
    while (state0 < LOWER && at < limit) state0 = (state0 << 8) | bytes[at++]!
    const slot1 = slots[base1 + (state1 & MASK)]!
    out[i1] = slot1
    base1 = bases[slot1 & 255]!
    state1 = Math.imul((slot1 >>> 20) + 1, state1 >>> BITS) + ((slot1 >>> 8) & MASK)
    while (state1 < LOWER && at < limit) state1 = (state1 << 8) | bytes[at++]!
    const slot2 = slots[base2 + (state2 & MASK)]!
    out[i2] = slot2
    base2 = bases[slot2 & 255]!
    state2 = Math.imul((slot2 >>> 20) + 1, state2 >>> BITS) + ((slot2 >>> 8) & MASK)
    while (state2 < LOWER && at < limit) state2 = (state2 << 8) | bytes[at++]!
    const slot3 = slots[base3 + (state3 & MASK)]!
    out[i3] = slot3
    base3 = bases[slot3 & 255]!
    state3 = Math.imul((slot3 >>> 20) + 1, state3 >>> BITS) + ((slot3 >>> 8) & MASK)
    while (state3 < LOWER && at < limit) state3 = (state3 << 8) | bytes[at++]!
    if (at > end) throw new CodecFault('the rANS data ends too early')
  }
  for (let i = 4 * quarter; i < out.length; i++) {
    const slot = slots[base3 + (state3 & MASK)]!
    out[i] = slot
    base3 = bases[slot & 255]!
    state3 = Math.imul((slot >>> 20) + 1, state3 >>> BITS) + ((slot >>> 8) & MASK)
    while (state3 < LOWER) {
      if (at >= end) throw new CodecFault('the rANS data ends too early')
      state3 = (state3 << 8) | bytes[at++]!
    }
  }
  return out
}

/** Where the slots of each context begin. A context that the data does not announce shares one of zeros. */
function readContexts(input: CompressedInput, slots: Uint32Array): { readonly slots: Uint32Array; readonly bases: Int32Array } {
  const frequencies = new Uint16Array(256)
  slots.fill(0, 0, 1 << BITS)
  const bases = new Int32Array(256)
  let used = 1 << BITS
  let context = input.byte()
  let run = 0
  do {
    readFrequencies(input, frequencies)
    // A context may be announced twice; the last one counts.
    const base = bases[context] === 0 ? used : bases[context]! // a byte
    fillSlots(slots, base, frequencies, BITS)
    bases[context] = base
    if (base === used) used += 1 << BITS
    const last = context
    if (run > 0) {
      run--
      context++
      if (context > 255) throw new CodecFault('there are more than 256 contexts')
    } else {
      context = input.byte()
      if (context === last + 1) run = input.byte()
    }
  } while (context !== 0)
  return { slots, bases }
}
