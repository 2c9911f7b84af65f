/** ID, REF and ALT: the file's own text. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { FaultSink } from '../row-faults.ts'
import { fieldEnd, fieldStart, type VcfRows } from '../vcf-rows.ts'
import { validUtf8 } from './valid-utf8.ts'
import type { VcfColumnReader } from './vcf-column-reader.ts'

const DOT = 46

export class TextColumn implements VcfColumnReader {
  private readonly field: number
  private readonly nullable: boolean
  private readonly warn: () => void
  private readonly builder = new Utf8Builder()

  /** `nullable`: '.' and nothing are NULL (ID, ALT); otherwise '.' is a value and nothing is a fault (REF). */
  constructor(field: number, settings: { readonly nullable: boolean; readonly warn: () => void }) {
    this.field = field
    this.nullable = settings.nullable
    this.warn = settings.warn
  }

  append(rows: VcfRows, faults: FaultSink): void {
    const { field, nullable, builder } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = fieldEnd(rows, row, field)
      if (to - from === 1 && bytes[from] === DOT && nullable) builder.appendNull()
      else if (to > from) builder.appendBytes(bytes, from, to)
      else {
        if (!nullable && to === from) faults.report(row, () => 'REF is empty.')
        builder.appendNull()
      }
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}
