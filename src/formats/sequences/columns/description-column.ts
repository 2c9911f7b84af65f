/** description: the header behind the name and the blanks that follow it; NULL where nothing does. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { nameEnd } from '../name-end.ts'
import { type SequenceRows, SPAN, SPANS } from '../sequence-rows.ts'

export class DescriptionColumn implements ColumnReader<SequenceRows> {
  private readonly builder = new Utf8Builder()
  private readonly warn: () => void

  constructor(warn: () => void) {
    this.warn = warn
  }

  append({ bytes, spans, count }: SequenceRows): void {
    const { builder } = this
    for (let row = 0, at = 0; row < count; row++, at += SPANS) {
      // In range: SPANS numbers a row.
      const to = spans[at + SPAN.headerEnd]!
      let from = nameEnd(bytes, spans[at + SPAN.headerStart]!, to)
      while (from < to && (bytes[from] === 32 || bytes[from] === 9)) from++
      if (from < to) builder.appendBytes(bytes, from, to)
      else builder.appendNull()
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}
