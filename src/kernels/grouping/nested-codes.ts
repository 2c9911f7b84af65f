/** Numbers lists, structs, intervals and wide decimals by their bytes; slower than the other codes, and for every type. */

import type { ColumnBuilder } from '../../columnar/builders/column-builder.ts'
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { createDictionary } from '../../columnar/create-dictionary.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { RowBytes } from './row-bytes.ts'
import type { ValueCodes } from './value-codes.ts'

export class NestedCodes implements ValueCodes {
  private readonly known = createDictionary()
  private readonly row = new RowBytes()
  private readonly builder: ColumnBuilder
  private kept: Column
  private column: Column

  constructor(type: DataType) {
    this.builder = createBuilder(type)
    this.kept = columnFromScalars(type, [])
    this.column = this.kept
  }

  get size(): number {
    return this.known.size
  }

  open(column: Column): void {
    this.column = column
  }

  assignRow(row: number): number {
    const before = this.known.size
    this.row.write(this.column, row)
    const code = this.known.encode(this.row.bytes, 0, this.row.length)
    if (this.known.size > before) this.builder.append(scalarAt(this.column, row))
    return code
  }

  findRow(row: number): number {
    this.row.write(this.column, row)
    return this.known.findBytes(this.row.bytes, 0, this.row.length)
  }

  assignAll(codes: Uint32Array): void {
    for (let row = 0; row < codes.length; row++) codes[row] = this.assignRow(row)
  }

  findAll(codes: Int32Array): void {
    for (let row = 0; row < codes.length; row++) codes[row] = this.findRow(row)
  }

  values(): Column {
    if (this.builder.length > 0) this.kept = concatColumns([this.kept, this.builder.finish()])
    return this.kept
  }
}
