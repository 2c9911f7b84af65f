/** quality_scores: Phred scores + 33 as text; 0xff, which stands for none, is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { FIELD, int32At, qualityStart } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { TextBytes } from './text-bytes.ts'

const NONE = 0xff
const OFFSET = 33

export class QualityColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()
  private readonly warn: () => void

  constructor(warn: () => void) {
    this.warn = warn
  }

  append({ bytes, starts, count }: BamRows): void {
    const { text } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const length = int32At(bytes, record + FIELD.sequenceLength)
      const from = qualityStart(bytes, record)
      if (length === 0 || bytes[from] === NONE) {
        text.appendNull()
        continue
      }
      writeScores(bytes, from, { length, out: text.reserve(length), at: text.used })
      text.used += length
      text.endRow()
    }
  }

  /** Scores above 94 are no ASCII with the offset. */
  finish(): Column {
    return validUtf8(this.text.finish({ kind: 'utf8' }), this.warn)
  }
}

function writeScores(
  bytes: Uint8Array,
  from: number,
  to: { readonly length: number; readonly out: Uint8Array; readonly at: number },
): void {
  const { length, out, at } = to
  for (let i = 0; i < length; i++) out[at + i] = bytes[from + i]! + OFFSET // in range: the scores lie in the record
}
