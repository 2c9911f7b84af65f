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
    if (isUtf8(bytes, from, to)) {
      this.builder.appendBytes(bytes, from, to)
      return
    }
    this.warn()
    const text = replaceInvalidUtf8(bytes, from, to)
    this.builder.appendBytes(text, 0, text.length)
  }
}
