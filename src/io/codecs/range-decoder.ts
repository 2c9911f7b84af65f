/** The range coder and the adaptive models of CRAM 3.1 (CRAM codecs §4). */
import { CodecFault } from './codec-fault.ts'
import type { CompressedInput } from './compressed-input.ts'

const TOP = 2 ** 24
/** Bytes that a good encoder may leave unwritten at the end. */
const SLACK_BYTES = 8

export class RangeDecoder {
  range = 0xffffffff
  code = 0
  private readonly bytes: Uint8Array
  private at: number
  private readonly end: number

  constructor(input: CompressedInput) {
    this.bytes = input.bytes
    this.at = input.at
    this.end = input.end
    for (let i = 0; i < 5; i++) this.code = ((this.code << 8) | this.next()) >>> 0
  }

  /** Where the value lies among `total`. */
  frequency(total: number): number {
    this.range = Math.floor(this.range / total)
    return Math.floor(this.code / this.range)
  }

  advance(low: number, frequency: number): void {
    this.code -= low * this.range
    this.range *= frequency
    while (this.range < TOP) {
      this.range = (this.range << 8) >>> 0
      this.code = ((this.code << 8) | this.next()) >>> 0
      if (this.range === 0) throw new CodecFault('the arithmetic coder lost its range')
    }
  }

  private next(): number {
    const { at } = this
    this.at = at + 1
    if (at < this.end) return this.bytes[at]! // in range: checked
    if (at > this.end + SLACK_BYTES) throw new CodecFault('the compressed data ends too early')
    return 0
  }
}

const STEP = 16
const MOST_TOTAL = 2 ** 16 - 17

/** Symbols by how often they came, the frequent ones first. */
export class AdaptiveModel {
  private readonly symbols: Uint8Array
  private readonly frequencies: Uint16Array
  private total: number

  constructor(symbolCount: number) {
    this.symbols = Uint8Array.from({ length: symbolCount }, (_, symbol) => symbol)
    this.frequencies = new Uint16Array(symbolCount).fill(1)
    this.total = symbolCount
  }

  decode(coder: RangeDecoder): number {
    const { symbols, frequencies } = this
    const wanted = coder.frequency(this.total)
    let at = 0
    let low = 0
    // In range: `at` is checked against the length.
    while (at < frequencies.length && low + frequencies[at]! <= wanted) low += frequencies[at++]!
    if (at === frequencies.length) throw new CodecFault('the arithmetic coder found no symbol')
    coder.advance(low, frequencies[at]!)
    frequencies[at]! += STEP
    this.total += STEP
    if (this.total > MOST_TOTAL) this.halve()
    const symbol = symbols[at]!
    if (at > 0 && frequencies[at]! > frequencies[at - 1]!) {
      const frequency = frequencies[at]!
      frequencies[at] = frequencies[at - 1]!
      frequencies[at - 1] = frequency
      symbols[at] = symbols[at - 1]!
      symbols[at - 1] = symbol
    }
    return symbol
  }

  private halve(): void {
    const { frequencies } = this
    this.total = 0
    for (let i = 0; i < frequencies.length; i++) {
      frequencies[i]! -= frequencies[i]! >> 1
      this.total += frequencies[i]!
    }
  }
}
