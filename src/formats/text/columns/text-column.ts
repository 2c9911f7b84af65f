/** The file's own text. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { FaultSink } from '../row-faults.ts'
import { fieldEnd, fieldStart, fieldsOfRows, type TextRows } from '../text-rows.ts'
import type { ColumnReader } from './column-reader.ts'
import { validUtf8 } from './valid-utf8.ts'

const DOT = 46

export class TextColumn implements ColumnReader {
  readonly field: number
  private readonly label: string
  readonly nullable: boolean
  private readonly warn: () => void
  private readonly builder = new Utf8Builder()

  /** `nullable`: '.' and nothing are NULL (ID, ALT); otherwise '.' is a value and nothing is a fault (REF). `label` names the field in errors. */
  constructor(field: number, settings: { readonly label: string; readonly nullable: boolean; readonly warn: () => void }) {
    this.field = field
    this.label = settings.label
    this.nullable = settings.nullable
    this.warn = settings.warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { field, nullable, builder } = this
    const bytes = rows.bytes
    for (let row = this.appendQuickly(rows); row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = fieldEnd(rows, row, field)
      if (to - from === 1 && bytes[from] === DOT && nullable) builder.appendNull()
      else if (to > from) builder.appendBytes(bytes, from, to)
      else {
        if (!nullable && to === from) this.report(row, faults)
        builder.appendNull()
      }
    }
  }

  /** The rows in front that need no look at each; gives their number. */
  private appendQuickly(rows: TextRows): number {
    const quick = fieldsOfRows(rows)
    if (quick === undefined) return 0
    let done = 0
    while (done < rows.count) {
      const { count, bytes, ends, nulls } = quick.fields.texts(quick.line + done, rows.count - done, this)
      if (count === 0) break
      this.builder.appendTexts(bytes, ends, nulls)
      done += count
    }
    return done
  }

  /** Apart, so that the loop makes no closures. */
  private report(row: number, faults: FaultSink): void {
    faults.report(row, () => `${this.label} is empty.`)
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}
