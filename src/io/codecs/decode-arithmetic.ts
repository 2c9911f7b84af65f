/** The adaptive arithmetic coder of CRAM 3.1 (CRAM codecs §4), with packing, runs and stripes around it. */
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'
import { decodeBzip2 } from './decode-bzip2.ts'
import { readPacking, unpack } from './packed-bytes.ts'
import { AdaptiveModel, RangeDecoder } from './range-decoder.ts'
import { readStripes } from './striped-bytes.ts'

const FLAG = { order: 1, external: 4, stripe: 8, noSize: 16, plain: 32, runs: 64, pack: 128 } as const
const MOST_DEPTH = 3
/** Contexts of the parts of a run's length: one a symbol, then these. */
const RUN_CONTEXTS = 258
const FIRST_MORE = 256
const LATER_MORE = 257
const LONG_RUN = 3

/** `size`: what the data must inflate to. */
export function decodeArithmetic(bytes: Uint8Array, size: number): Uint8Array {
  return decodeStream(new CompressedInput(bytes), size, { depth: 0 })
}

/** The size stands in the data, if at all: where it does not, the caller knows it. */
export function decodeStream(input: CompressedInput, size: number | undefined, { depth }: { readonly depth: number }): Uint8Array {
  const flags = input.byte()
  const told = flags & FLAG.noSize ? size : input.uint7()
  if (told === undefined) throw new CodecFault('arithmetic data does not say its size')
  if (size !== undefined && told !== size) throw new CodecFault(`arithmetic data says that it inflates to ${told} bytes, not ${size}`)
  if (flags & FLAG.stripe) {
    if (depth >= MOST_DEPTH) throw new CodecFault('stripes lie within stripes')
    return readStripes(input, told, (stripe, wanted) => decodeStream(stripe, wanted, { depth: depth + 1 }))
  }
  const packing = flags & FLAG.pack ? readPacking(input) : undefined
  const length = packing?.length ?? told
  if (length > told) throw new CodecFault(`${length} packed bytes stand for ${told}`)
  const bytes = decodeSymbols(input, flags, length)
  return packing === undefined ? bytes : unpack(bytes, packing, told)
}

function decodeSymbols(input: CompressedInput, flags: number, length: number): Uint8Array {
  if (flags & FLAG.plain) return input.take(length)
  if (flags & FLAG.external) return decodeBzip2(input.take(input.left), length)
  const out = new Uint8Array(length)
  const symbolCount = input.byte() || 256
  const contexts = Array.from({ length: flags & FLAG.order ? symbolCount : 1 }, () => new AdaptiveModel(symbolCount))
  const coder = new RangeDecoder(input)
  if (flags & FLAG.runs) decodeRuns(coder, contexts, out)
  else decodePlain(coder, contexts, out)
  return out
}

function decodePlain(coder: RangeDecoder, contexts: readonly AdaptiveModel[], out: Uint8Array): void {
  let last = 0
  for (let i = 0; i < out.length; i++) {
    const symbol = contexts[last]!.decode(coder) // a model a symbol, or one
    out[i] = symbol
    if (contexts.length > 1) last = symbol
  }
}

function decodeRuns(coder: RangeDecoder, contexts: readonly AdaptiveModel[], out: Uint8Array): void {
  const lengths = Array.from({ length: RUN_CONTEXTS }, () => new AdaptiveModel(LONG_RUN + 1))
  let last = 0
  for (let i = 0; i < out.length; ) {
    const symbol = contexts[last]!.decode(coder) // a model a symbol, or one
    if (contexts.length > 1) last = symbol
    let part = lengths[symbol]!.decode(coder) // a model a byte and two more
    let run = part
    for (let context = FIRST_MORE; part === LONG_RUN; context = LATER_MORE) {
      part = lengths[context]!.decode(coder)
      run += part
      if (run > out.length) throw new CodecFault('a run is longer than the data')
    }
    if (i + run + 1 > out.length) throw new CodecFault('runs expand beyond the data')
    out.fill(symbol, i, i + run + 1)
    i += run + 1
  }
}
