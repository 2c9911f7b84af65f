/** mate_chrom: '=' is the contig of the read itself, '*' is NULL. */
import { DictionaryBuilder } from '../../../columnar/builders/dictionary-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { isUtf8 } from '../../text/is-utf8.ts'
import { replaceInvalidUtf8 } from '../../text/replace-invalid-utf8.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import { FIELD, STAR } from '../sam-field.ts'

const SAME = 61

export class MateChromColumn implements ColumnReader {
  private readonly builder = new DictionaryBuilder()
  private readonly warn: () => void
  /** The text of the last row that had one, and its code: neighbours mostly repeat. */
  private last = new Uint8Array(0)
  private lastCode = -1

  constructor(warn: () => void) {
    this.warn = warn
  }

  append(rows: TextRows): void {
    const { bytes } = rows
    for (let row = 0; row < rows.count; row++) {
      let from = fieldStart(rows, row, FIELD.mateChrom)
      let to = fieldEnd(rows, row, FIELD.mateChrom)
      if (to - from === 1 && bytes[from] === SAME) {
        from = fieldStart(rows, row, FIELD.chrom)
        to = fieldEnd(rows, row, FIELD.chrom)
      }
      if (to <= from || (to - from === 1 && bytes[from] === STAR)) this.builder.appendNull()
      else this.appendName(bytes, from, to)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private appendName(bytes: Uint8Array, from: number, to: number): void {
    if (!this.isLast(bytes, from, to)) {
      this.last = bytes.slice(from, to)
      this.lastCode = this.encode(this.last)
    }
    this.builder.appendCode(this.lastCode)
  }

  private isLast(bytes: Uint8Array, from: number, to: number): boolean {
    const { last } = this
    if (to - from !== last.length) return false
    // From the end: names of contigs differ there.
    for (let i = last.length - 1; i >= 0; i--) if (bytes[from + i] !== last[i]) return false
    return true
  }

  private encode(name: Uint8Array): number {
    const { dictionary } = this.builder
    if (isUtf8(name, 0, name.length)) return dictionary.encode(name, 0, name.length)
    this.warn()
    const text = replaceInvalidUtf8(name, 0, name.length)
    return dictionary.encode(text, 0, text.length)
  }
}
