/** name: the header up to the first blank or tab. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { nameEnd } from '../name-end.ts'
import { type SequenceRows, SPAN, SPANS } from '../sequence-rows.ts'

export class NameColumn implements ColumnReader<SequenceRows> {
  private readonly builder = new Utf8Builder()
  private readonly warn: () => void
  private readonly met: ((bytes: Uint8Array, from: number, to: number) => void) | undefined

  /** `met` is told every name. */
  constructor(warn: () => void, met?: (bytes: Uint8Array, from: number, to: number) => void) {
    this.warn = warn
    this.met = met
  }

  append({ bytes, spans, count }: SequenceRows): void {
    const { builder, met } = this
    for (let row = 0, at = 0; row < count; row++, at += SPANS) {
      // In range: SPANS numbers a row.
      const from = spans[at + SPAN.headerStart]!
      const to = nameEnd(bytes, from, spans[at + SPAN.headerEnd]!)
      builder.appendBytes(bytes, from, to)
      if (met !== undefined) met(bytes, from, to)
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}
