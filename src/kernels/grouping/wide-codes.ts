/** Numbers the values of 64-bit columns. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { canonicalFloats } from '../canonical-floats.ts'
import { DoubleWordCodes } from './double-word-codes.ts'
import type { ValueCodes } from './value-codes.ts'

// `!` and casts: 64-bit columns have two words a row, and rows are rows of the open column.

export class WideCodes implements ValueCodes {
  private readonly type: DataType
  private readonly known = new DoubleWordCodes()
  private words: Int32Array = new Int32Array(0)

  constructor(type: DataType) {
    this.type = type
  }

  get size(): number {
    return this.known.size
  }

  open({ type, values, length }: Column): void {
    const canonical = type.kind === 'float64' ? canonicalFloats(values as Float64Array, length) : values
    this.words = new Int32Array(canonical.buffer, canonical.byteOffset, length * 2)
  }

  assignRow(row: number): number {
    return this.known.assign(this.words[row * 2]!, this.words[row * 2 + 1]!)
  }

  findRow(row: number): number {
    return this.known.find(this.words[row * 2]!, this.words[row * 2 + 1]!)
  }

  assignAll(codes: Uint32Array): void {
    const { known, words } = this
    for (let row = 0; row < codes.length; row++) codes[row] = known.assign(words[row * 2]!, words[row * 2 + 1]!)
  }

  values(): Column {
    const { array } = fixedWidth(this.type)!
    return { type: this.type, length: this.size, nullCount: 0, values: new array(this.known.words().buffer) }
  }
}
