/** Numbers the values of 64-bit columns: integers of a small range by a table over it, all else by a hash table. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { canonicalFloats } from '../canonical-floats.ts'
import { DoubleWordCodes } from './double-word-codes.ts'
import { RangeCodes } from './range-codes.ts'
import type { ValueCodes } from './value-codes.ts'

// `!` and casts: 64-bit columns have two words a row, and rows are rows of the open column.

export class WideCodes implements ValueCodes {
  private readonly type: DataType
  /** Until a value leaves 32 bits, or the range is too large; floats have none. */
  private range: RangeCodes | undefined
  private readonly known = new DoubleWordCodes()
  private words: Int32Array = new Int32Array(0)

  constructor(type: DataType) {
    this.type = type
    this.range = type.kind === 'float64' ? undefined : new RangeCodes()
  }

  get size(): number {
    return this.range?.size ?? this.known.size
  }

  open({ type, values, length }: Column): void {
    const canonical = type.kind === 'float64' ? canonicalFloats(values as Float64Array, length) : values
    this.words = new Int32Array(canonical.buffer, canonical.byteOffset, length * 2)
  }

  assignRow(row: number): number {
    const low = this.words[row * 2]!
    const high = this.words[row * 2 + 1]!
    if (this.range !== undefined && (high !== low >> 31 || !this.range.fit(low, low))) this.leaveRange()
    return this.range === undefined ? this.known.assign(low, high) : this.range.assign(low)
  }

  findRow(row: number): number {
    const low = this.words[row * 2]!
    const high = this.words[row * 2 + 1]!
    if (this.range === undefined) return this.known.find(low, high)
    return high === low >> 31 ? this.range.find(low) : -1
  }

  assignAll(codes: Uint32Array): void {
    if (codes.length === 0) return
    const { known, words } = this
    if (this.range !== undefined && !fits(this.range, words, codes.length)) this.leaveRange()
    if (this.range !== undefined) this.range.assignAll(words, 2, codes)
    else for (let row = 0; row < codes.length; row++) codes[row] = known.assign(words[row * 2]!, words[row * 2 + 1]!)
  }

  findAll(codes: Int32Array): void {
    const { known, words } = this
    if (this.range !== undefined && isNarrow(words, codes.length)) this.range.findAll(words, 2, codes)
    else if (this.range !== undefined) for (let row = 0; row < codes.length; row++) codes[row] = this.findRow(row)
    else for (let row = 0; row < codes.length; row++) codes[row] = known.find(words[row * 2]!, words[row * 2 + 1]!)
  }

  values(): Column {
    const { array } = fixedWidth(this.type)!
    const words = this.range === undefined ? this.known.words() : widened(this.range.words())
    return { type: this.type, length: this.size, nullCount: 0, values: new array(words.buffer) }
  }

  /** Numbers stay what they are: the hash table gets the words in their order. */
  private leaveRange(): void {
    const words = this.range?.words() ?? new Int32Array(0)
    this.range = undefined
    for (let i = 0; i < words.length; i++) this.known.assign(words[i]!, words[i]! >> 31)
  }
}

function isNarrow(words: Int32Array, length: number): boolean {
  let wide = 0
  for (let at = 0; at < length * 2; at += 2) wide |= words[at + 1]! ^ (words[at]! >> 31)
  return wide === 0
}

/** One look at the values says both whether they are words and which range they need. */
function fits(range: RangeCodes, words: Int32Array, length: number): boolean {
  let wide = 0
  let least = words[0]!
  let most = least
  for (let at = 0; at < length * 2; at += 2) {
    const word = words[at]!
    wide |= words[at + 1]! ^ (word >> 31)
    if (word < least) least = word
    if (word > most) most = word
  }
  return wide === 0 && range.fit(least, most)
}

/** 32-bit words as 64-bit integers, low word first. */
function widened(words: Int32Array): Int32Array {
  const out = new Int32Array(words.length * 2)
  for (let i = 0; i < words.length; i++) {
    out[i * 2] = words[i]!
    out[i * 2 + 1] = words[i]! >> 31
  }
  return out
}
