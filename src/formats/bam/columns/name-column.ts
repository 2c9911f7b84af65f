/** name: '*' is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { FIELD } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { TextBytes } from './text-bytes.ts'

const STAR = 42

export class NameColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()
  private readonly warn: () => void

  constructor(warn: () => void) {
    this.warn = warn
  }

  append({ bytes, starts, count }: BamRows): void {
    const { text } = this
    for (let row = 0; row < count; row++) {
      // In range: row lies below count, and the name lies in its record.
      const from = starts[row]! + FIELD.name
      const to = from + bytes[from - FIELD.name + FIELD.nameLength]! - 1
      if (to - from === 1 && bytes[from] === STAR) {
        text.appendNull()
        continue
      }
      const out = text.reserve(to - from)
      let at = text.used
      for (let i = from; i < to; i++) out[at++] = bytes[i]!
      text.used = at
      text.endRow()
    }
  }

  finish(): Column {
    return validUtf8(this.text.finish({ kind: 'utf8' }), this.warn)
  }
}
