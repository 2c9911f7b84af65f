/** name and sequence: the file's own text; '*' is NULL. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import { STAR } from '../sam-field.ts'

export class StarTextColumn implements ColumnReader {
  private readonly field: number
  private readonly label: string
  private readonly warn: () => void
  private readonly builder = new Utf8Builder()

  constructor(field: number, label: string, warn: () => void) {
    this.field = field
    this.label = label
    this.warn = warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { field, builder } = this
    const { bytes } = rows
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = fieldEnd(rows, row, field)
      if (to > from && (to - from > 1 || bytes[from] !== STAR)) builder.appendBytes(bytes, from, to)
      else {
        if (to === from) this.report(row, faults)
        builder.appendNull()
      }
    }
  }

  /** Apart, so that the loop makes no closures. */
  private report(row: number, faults: FaultSink): void {
    faults.report(row, () => `${this.label} is empty.`)
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}
