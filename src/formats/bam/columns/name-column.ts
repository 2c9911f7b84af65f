/** name: '*' is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { copyBytes } from './copy-bytes.ts'
import { dataView } from './data-view.ts'
import { TextBytes } from './text-bytes.ts'

const STAR = 42

export class NameColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()
  private readonly warn: () => void

  constructor(warn: () => void) {
    this.warn = warn
  }

  append(rows: BamRows): void {
    const { text } = this
    const block = rows.loaded?.names(text.used)
    if (block !== undefined) {
      text.appendBlock(block, rows.starts.length)
      return
    }
    const { bytes, starts, count } = rows
    const out = dataView(text.reserve(nameBytes(rows)))
    const view = dataView(bytes)
    for (let row = 0; row < count; row++) {
      // In range: row lies below count, and the name lies in its record.
      const from = starts[row]! + FIELD.name
      const length = bytes[from - FIELD.name + FIELD.nameLength]! - 1
      if (length === 1 && bytes[from] === STAR) {
        text.appendNull()
        continue
      }
      copyBytes({ view, from, length }, { view: out, at: text.used })
      text.used += length
      text.endRow()
    }
  }

  finish(): Column {
    return this.text.finishText(this.warn)
  }
}

function nameBytes({ bytes, starts, count }: BamRows): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += bytes[starts[row]! + FIELD.nameLength]! // row lies below count
  return sum
}
