/** Every Nth byte in a stream of its own (CRAM codecs §3.6): shared by rANS Nx16 and the arithmetic coder. */
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'

export function readStripes(
  input: CompressedInput,
  size: number,
  decode: (input: CompressedInput, size: number) => Uint8Array,
): Uint8Array {
  const count = input.byte()
  if (count === 0) throw new CodecFault('striped data has no stripe')
  const lengths = Array.from({ length: count }, () => input.uint7())
  const out = new Uint8Array(size)
  for (const [stripe, length] of lengths.entries()) {
    const wanted = Math.floor(size / count) + (size % count > stripe ? 1 : 0)
    const bytes = decode(new CompressedInput(input.take(length)), wanted)
    if (bytes.length !== wanted) throw new CodecFault(`a stripe inflates to ${bytes.length} bytes, not ${wanted}`)
    for (let i = 0, at = stripe; i < wanted; i++, at += count) out[at] = bytes[i]! // as long as wanted
  }
  return out
}
