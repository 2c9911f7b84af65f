/** LZMA: literals and matches by a binary range coder whose probabilities adapt to what came before. */
import { CodecFault } from './codec-fault.ts'

const HALF = 1 << 10 // of the 11 bits of a probability
const TOP = 2 ** 24
const MOVE_BITS = 5
const STATES = 12
const POSITION_STATES = 16
const LENGTH_CODER = 2 + (POSITION_STATES << 3) * 2 + 256
const FIRST_LITERAL_STATE = 7
const SLOT_STATES = 4
const ALIGN_BITS = 4
const FIRST_MODEL_SLOT = 4
const END_MODEL_SLOT = 14

// Where the probabilities lie in one array.
const IS_MATCH = 0
const IS_REP = IS_MATCH + STATES * POSITION_STATES
const IS_REP_0 = IS_REP + STATES
const IS_REP_1 = IS_REP_0 + STATES
const IS_REP_2 = IS_REP_1 + STATES
const IS_REP_0_LONG = IS_REP_2 + STATES
const SLOTS = IS_REP_0_LONG + STATES * POSITION_STATES
const SPECIAL = SLOTS + SLOT_STATES * 64
const ALIGN = SPECIAL + 128
const LENGTHS = ALIGN + (1 << ALIGN_BITS)
const REP_LENGTHS = LENGTHS + LENGTH_CODER
const LITERALS = REP_LENGTHS + LENGTH_CODER
const LITERAL_CODER = 0x300

export class LzmaDecoder {
  private readonly out: Uint8Array
  private probabilities = new Uint16Array(LITERALS)
  private literalContextBits = 0
  private literalPositionMask = 0
  private positionMask = 0
  private state = 0
  private readonly distances = new Float64Array(4)
  // Of the range coder.
  private bytes: Uint8Array = new Uint8Array(0)
  private at = 0
  private range = 0
  private code = 0

  constructor(out: Uint8Array) {
    this.out = out
  }

  setProperties(byte: number): void {
    const contextBits = byte % 9
    const positionBits = Math.floor(byte / 9) % 5
    const statesBits = Math.floor(byte / 45)
    if (statesBits > 4 || contextBits + positionBits > 4) throw new CodecFault(`LZMA data has the properties ${byte}`)
    this.literalContextBits = contextBits
    this.literalPositionMask = (1 << positionBits) - 1
    this.positionMask = (1 << statesBits) - 1
    this.probabilities = new Uint16Array(LITERALS + (LITERAL_CODER << (contextBits + positionBits)))
  }

  reset(): void {
    this.probabilities.fill(HALF)
    this.state = 0
    this.distances.fill(0)
  }

  /** One chunk. Positions count from `dictionaryStart`. */
  decode(bytes: Uint8Array, part: { readonly from: number; readonly to: number; readonly dictionaryStart: number }): void {
    this.bytes = bytes
    this.at = 0
    this.range = 0xffffffff
    this.code = 0
    for (let i = 0; i < 5; i++) this.code = ((this.code << 8) | this.next()) >>> 0
    const { to, dictionaryStart } = part
    let at = part.from
    while (at < to) {
      const position = (at - dictionaryStart) & this.positionMask
      if (this.bit(IS_MATCH + this.state * POSITION_STATES + position) === 0) this.literal(at++, dictionaryStart)
      else at = this.match(at, part)
    }
  }

  private next(): number {
    if (this.at >= this.bytes.length) throw new CodecFault('the LZMA data ends too early')
    return this.bytes[this.at++]! // in range: checked above
  }

  private bit(index: number): number {
    const { probabilities } = this
    if (this.range < TOP) {
      this.range = (this.range << 8) >>> 0
      this.code = ((this.code << 8) | this.next()) >>> 0
    }
    const probability = probabilities[index]! // indexes lie in the array by construction
    const bound = (this.range >>> 11) * probability
    if (this.code < bound) {
      this.range = bound
      probabilities[index] = probability + ((2048 - probability) >> MOVE_BITS)
      return 0
    }
    this.range -= bound
    this.code -= bound
    probabilities[index] = probability - (probability >> MOVE_BITS)
    return 1
  }

  /** Bits of equal probability, the highest first. */
  private direct(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) {
      if (this.range < TOP) {
        this.range = (this.range << 8) >>> 0
        this.code = ((this.code << 8) | this.next()) >>> 0
      }
      this.range >>>= 1
      const one = this.code >= this.range ? 1 : 0
      if (one) this.code -= this.range
      value = value * 2 + one
    }
    return value
  }

  private tree(base: number, bits: number): number {
    let node = 1
    for (let i = 0; i < bits; i++) node = (node << 1) | this.bit(base + node)
    return node - (1 << bits)
  }

  private reverseTree(base: number, bits: number): number {
    let node = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(base + node)
      node = (node << 1) | bit
      value |= bit << i
    }
    return value
  }

  private literal(at: number, dictionaryStart: number): void {
    const { out } = this
    const before = at > dictionaryStart ? out[at - 1]! : 0 // in range: there is a byte before
    const context =
      (((at - dictionaryStart) & this.literalPositionMask) << this.literalContextBits) + (before >> (8 - this.literalContextBits))
    const base = LITERALS + LITERAL_CODER * context
    let symbol = 1
    if (this.state >= FIRST_LITERAL_STATE) {
      let matched = this.byteBack(at, this.distances[0]!, dictionaryStart)
      while (symbol < 0x100) {
        const matchBit = (matched >> 7) & 1
        matched <<= 1
        const bit = this.bit(base + ((1 + matchBit) << 8) + symbol)
        symbol = (symbol << 1) | bit
        if (matchBit !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.bit(base + symbol)
    out[at] = symbol
    this.state = this.state < 4 ? 0 : this.state < 10 ? this.state - 3 : this.state - 6
  }

  private byteBack(at: number, distance: number, dictionaryStart: number): number {
    const from = at - distance - 1
    if (from < dictionaryStart) throw new CodecFault('LZMA data refers to bytes before the first')
    return this.out[from]! // in range: checked above
  }

  /** Gives the end of the match. */
  private match(at: number, { to, dictionaryStart }: { readonly to: number; readonly dictionaryStart: number }): number {
    const { distances, out } = this
    const position = (at - dictionaryStart) & this.positionMask
    const length = this.bit(IS_REP + this.state) === 1 ? this.repeated(position) : this.fresh(position)
    const distance = distances[0]! // four of them
    const from = at - distance - 1
    if (from < dictionaryStart) throw new CodecFault('LZMA data refers to bytes before the first')
    if (at + length > to) throw new CodecFault('a match of LZMA data reaches beyond its chunk')
    for (let i = 0; i < length; i++) out[at + i] = out[from + i]! // in range: checked above
    return at + length
  }

  private fresh(position: number): number {
    const { distances } = this
    distances.copyWithin(1, 0, 3)
    const length = this.length(LENGTHS, position)
    this.state = this.state < FIRST_LITERAL_STATE ? 7 : 10
    const slot = this.tree(SLOTS + Math.min(length - 2, SLOT_STATES - 1) * 64, 6)
    distances[0] = this.distance(slot)
    return length
  }

  private distance(slot: number): number {
    if (slot < FIRST_MODEL_SLOT) return slot
    const bits = (slot >> 1) - 1
    const base = (2 | (slot & 1)) * 2 ** bits
    if (slot < END_MODEL_SLOT) return base + this.reverseTree(SPECIAL + base - slot, bits)
    return base + this.direct(bits - ALIGN_BITS) * 2 ** ALIGN_BITS + this.reverseTree(ALIGN, ALIGN_BITS)
  }

  private repeated(position: number): number {
    const { distances, state } = this
    if (this.bit(IS_REP_0 + state) === 0) {
      if (this.bit(IS_REP_0_LONG + state * POSITION_STATES + position) === 0) {
        this.state = state < FIRST_LITERAL_STATE ? 9 : 11
        return 1
      }
    } else {
      const which = this.bit(IS_REP_1 + state) === 0 ? 1 : this.bit(IS_REP_2 + state) === 0 ? 2 : 3
      const distance = distances[which]! // four of them
      distances.copyWithin(1, 0, which)
      distances[0] = distance
    }
    this.state = state < FIRST_LITERAL_STATE ? 8 : 11
    return this.length(REP_LENGTHS, position)
  }

  private length(base: number, position: number): number {
    const low = base + 2 + (position << 3)
    if (this.bit(base) === 0) return 2 + this.tree(low, 3)
    const middle = base + 2 + (POSITION_STATES << 3) + (position << 3)
    if (this.bit(base + 1) === 0) return 10 + this.tree(middle, 3)
    return 18 + this.tree(base + 2 + (POSITION_STATES << 3) * 2, 8)
  }
}
