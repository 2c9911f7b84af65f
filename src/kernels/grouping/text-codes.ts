/** Numbers utf8 and binary values: a dictionary of our own does it. */
import type { Column } from '../../columnar/column.ts'
import { createDictionary } from '../../columnar/create-dictionary.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { ValueCodes } from './value-codes.ts'

// `!` and casts: text columns have bytes and offsets, and rows are rows of the open column.

export class TextCodes implements ValueCodes {
  private readonly type: DataType
  private readonly known = createDictionary()
  private bytes: Uint8Array = new Uint8Array(0)
  private offsets: Int32Array = new Int32Array(1)

  constructor(type: DataType) {
    this.type = type
  }

  get size(): number {
    return this.known.size
  }

  open(column: Column): void {
    this.bytes = column.values as Uint8Array
    this.offsets = column.offsets!
  }

  assignRow(row: number): number {
    return this.known.encode(this.bytes, this.offsets[row]!, this.offsets[row + 1]!)
  }

  findRow(row: number): number {
    return this.known.findBytes(this.bytes, this.offsets[row]!, this.offsets[row + 1]!)
  }

  assignAll(codes: Uint32Array): void {
    const { known, bytes, offsets } = this
    for (let row = 0; row < codes.length; row++) codes[row] = known.encode(bytes, offsets[row]!, offsets[row + 1]!)
  }

  findAll(codes: Int32Array): void {
    const { known, bytes, offsets } = this
    for (let row = 0; row < codes.length; row++) codes[row] = known.findBytes(bytes, offsets[row]!, offsets[row + 1]!)
  }

  values(): Column {
    return { ...this.known.values(), type: this.type }
  }
}
