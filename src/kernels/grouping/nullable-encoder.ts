/** A KeyEncoder over any ValueCodes: it deals with NULL. */
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import type { KeyEncoder } from './key-encoder.ts'
import { NullCode } from './null-code.ts'
import type { ValueCodes } from './value-codes.ts'

export class NullableEncoder implements KeyEncoder {
  private readonly type: DataType
  private readonly codes: ValueCodes
  private readonly nulls = new NullCode()

  constructor(type: DataType, codes: ValueCodes) {
    this.type = type
    this.codes = codes
  }

  get size(): number {
    return this.nulls.size(this.codes.size)
  }

  assign(column: Column): Uint32Array {
    const { codes, nulls } = this
    const out = new Uint32Array(column.length)
    codes.open(column)
    if (column.nullCount === 0 || column.validity === undefined) {
      codes.assignAll(out)
      const { code } = nulls
      if (code >= 0) for (let row = 0; row < out.length; row++) if (out[row]! >= code) out[row]!++ // row < length
      return out
    }
    const { validity } = column
    for (let row = 0; row < out.length; row++) {
      out[row] = getBit(validity, row) ? nulls.shift(codes.assignRow(row)) : nulls.assign(codes.size)
    }
    return out
  }

  find(column: Column): Int32Array {
    const { codes, nulls } = this
    const { validity } = column
    const out = new Int32Array(column.length)
    codes.open(column)
    if (validity === undefined && nulls.code < 0) {
      codes.findAll(out)
      return out
    }
    for (let row = 0; row < out.length; row++) {
      out[row] = validity === undefined || getBit(validity, row) ? nulls.shift(codes.findRow(row)) : nulls.code
    }
    return out
  }

  values(): Column {
    const values = this.codes.values()
    const { code } = this.nulls
    if (code < 0) return values
    const nothing = columnFromScalars(this.type, [null], values.dictionary)
    return concatColumns([sliceColumn(values, 0, code), nothing, sliceColumn(values, code, values.length)])
  }
}
