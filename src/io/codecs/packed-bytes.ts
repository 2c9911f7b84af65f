/** Symbols of a small alphabet, several in a byte (CRAM codecs §3.5): shared by rANS Nx16 and the arithmetic coder. */
import { CodecFault } from './codec-fault.ts'
import type { CompressedInput } from './compressed-input.ts'

export interface Packing {
  /** What each packed value stands for. */
  readonly symbols: Uint8Array
  /** Packed bytes. */
  readonly length: number
}

const MOST_SYMBOLS = 16

export function readPacking(input: CompressedInput): Packing {
  const count = input.byte()
  if (count < 1 || count > MOST_SYMBOLS) throw new CodecFault(`${count} symbols are packed, and 1 to ${MOST_SYMBOLS} can be`)
  return { symbols: input.take(count), length: input.uint7() }
}

export function unpack(packed: Uint8Array, { symbols }: Packing, size: number): Uint8Array {
  const out = new Uint8Array(size)
  const bits = symbols.length === 1 ? 0 : symbols.length === 2 ? 1 : symbols.length <= 4 ? 2 : 4
  if (bits === 0) return out.fill(symbols[0] ?? 0)
  const each = 8 / bits
  if (packed.length * each < size) throw new CodecFault(`${packed.length} packed bytes do not hold ${size} symbols`)
  const mask = (1 << bits) - 1
  const table = new Uint8Array(mask + 1)
  table.set(symbols)
  const shift = Math.log2(each)
  // In range: checked above.
  for (let i = 0; i < size; i++) out[i] = table[(packed[i >>> shift]! >>> ((i & (each - 1)) * bits)) & mask]!
  return out
}
