/** What stands behind the known fields of a line, tabs included; NULL where nothing does. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { fieldStart, type TextRows } from '../text-rows.ts'
import type { ColumnReader } from './column-reader.ts'
import { validUtf8 } from './valid-utf8.ts'

export class RestColumn implements ColumnReader {
  private readonly field: number
  private readonly warn: () => void
  private readonly builder = new Utf8Builder()

  /** `field`: the first of the rest. */
  constructor(field: number, warn: () => void) {
    this.field = field
    this.warn = warn
  }

  append(rows: TextRows): void {
    const { builder, field } = this
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = rows.ends[row]! // row lies below count
      if (to > from) builder.appendBytes(rows.bytes, from, to)
      else builder.appendNull()
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}
