/** Names of contigs, strands, filters: a dictionary code a row. Neighbouring rows mostly repeat, so the bytes are compared with the last row's first. */
import { DictionaryBuilder } from '../../../columnar/builders/dictionary-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { isUtf8 } from '../is-utf8.ts'
import { replaceInvalidUtf8 } from '../replace-invalid-utf8.ts'
import type { FaultSink } from '../row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../text-rows.ts'
import type { ColumnReader } from './column-reader.ts'

const DOT = 46

export class DictionaryColumn implements ColumnReader {
  private readonly field: number
  private readonly label: string
  private readonly dotIsNull: boolean
  private readonly warn: () => void
  private readonly builder = new DictionaryBuilder()
  private last = new Uint8Array(0)
  private lastCode = -1

  /** `dotIsNull`: '.' stands for a missing value (FILTER), not for a name (CHROM). `label` names the field in errors. */
  constructor(field: number, settings: { readonly label: string; readonly dotIsNull: boolean; readonly warn: () => void }) {
    this.field = field
    this.label = settings.label
    this.dotIsNull = settings.dotIsNull
    this.warn = settings.warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { field, builder } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = fieldEnd(rows, row, field)
      if (this.isLast(bytes, from, to)) builder.appendCode(this.lastCode)
      else if (to - from === 1 && bytes[from] === DOT && this.dotIsNull) builder.appendNull()
      else if (to > from) builder.appendCode(this.encode(bytes, from, to))
      else {
        if (!this.dotIsNull && to === from) faults.report(row, () => `${this.label} is empty.`)
        builder.appendNull()
      }
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private isLast(bytes: Uint8Array, from: number, to: number): boolean {
    const last = this.last
    const length = to - from
    if (length !== last.length || length === 0) return false
    // From the end: names of contigs differ there.
    for (let i = length - 1; i >= 0; i--) if (bytes[from + i] !== last[i]) return false
    return true
  }

  private encode(bytes: Uint8Array, from: number, to: number): number {
    let text = bytes.slice(from, to)
    this.last = text
    if (!isUtf8(text, 0, text.length)) {
      this.warn()
      text = replaceInvalidUtf8(text, 0, text.length)
    }
    this.lastCode = this.builder.dictionary.encode(text, 0, text.length)
    return this.lastCode
  }
}
