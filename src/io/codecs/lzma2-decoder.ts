/** LZMA2: chunks of LZMA data, or of plain bytes, into one output that is its own dictionary. */
import { CodecFault } from './codec-fault.ts'
import type { CompressedInput } from './compressed-input.ts'
import { LzmaDecoder } from './lzma-decoder.ts'

const LZMA_CHUNK = 0x80

export class Lzma2Decoder {
  readonly out: Uint8Array
  used = 0
  private readonly lzma: LzmaDecoder
  private hasProperties = false
  /** Where the dictionary begins: matches reach back no further. */
  private dictionaryStart = 0

  constructor(size: number) {
    this.out = new Uint8Array(size)
    this.lzma = new LzmaDecoder(this.out)
  }

  /** Up to the byte that ends the chunks. */
  decode(input: CompressedInput): void {
    for (;;) {
      const control = input.byte()
      if (control === 0) return
      if (control >= LZMA_CHUNK) this.decodeChunk(input, control)
      else if (control <= 2) this.copyChunk(input, control)
      else throw new CodecFault(`an LZMA2 chunk has the control byte ${control}`)
    }
  }

  private copyChunk(input: CompressedInput, control: number): void {
    if (control === 1) this.dictionaryStart = this.used
    const size = (input.byte() << 8) + input.byte() + 1
    this.checkRoom(size)
    this.out.set(input.take(size), this.used)
    this.used += size
  }

  private decodeChunk(input: CompressedInput, control: number): void {
    const size = ((control & 0x1f) << 16) + (input.byte() << 8) + input.byte() + 1
    const compressed = (input.byte() << 8) + input.byte() + 1
    const reset = (control >> 5) & 3
    if (reset === 3) this.dictionaryStart = this.used
    if (reset >= 2) {
      this.lzma.setProperties(input.byte())
      this.hasProperties = true
    } else if (!this.hasProperties) throw new CodecFault('the first LZMA2 chunk has no properties')
    if (reset >= 1) this.lzma.reset()
    this.checkRoom(size)
    this.lzma.decode(input.take(compressed), { from: this.used, to: this.used + size, dictionaryStart: this.dictionaryStart })
    this.used += size
  }

  private checkRoom(size: number): void {
    if (this.used + size > this.out.length) throw new CodecFault(`xz data inflates to more than ${this.out.length} bytes`)
  }
}
