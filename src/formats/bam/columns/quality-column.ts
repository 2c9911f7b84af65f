/** quality_scores: Phred scores + 33 as text; 0xff, which stands for none, is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD, int32At, qualityStart } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { dataView } from './data-view.ts'
import { sequenceBytes } from './sequence-bytes.ts'
import { TextBytes } from './text-bytes.ts'

const NONE = 0xff
const OFFSET = 33
const FOUR_OFFSETS = 0x21212121
const HIGH_BITS = 0x80808080 | 0

export class QualityColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()
  private readonly warn: () => void

  constructor(warn: () => void) {
    this.warn = warn
  }

  append(rows: BamRows): void {
    const { text } = this
    const block = rows.loaded?.qualities(text.used)
    if (block !== undefined) {
      text.appendBlock(block, rows.starts.length)
      return
    }
    const { bytes, starts, count } = rows
    const out = dataView(text.reserve(sequenceBytes(rows)))
    const scores = dataView(bytes)
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const length = int32At(bytes, record + FIELD.sequenceLength)
      const from = qualityStart(bytes, record)
      if (length === 0 || bytes[from] === NONE) {
        text.appendNull()
        continue
      }
      writeScores({ scores, from, length }, out, text.used)
      text.used += length
      text.endRow()
    }
  }

  /** Scores above 94 are no ASCII with the offset. */
  finish(): Column {
    return this.text.finishText(this.warn)
  }
}

/** Four scores at a time, unless one of them is so large that the sum of its byte would run over. */
function writeScores({ scores, from, length }: { scores: DataView; from: number; length: number }, out: DataView, at: number): void {
  let i = 0
  for (; i + 4 <= length; i += 4) {
    const four = scores.getInt32(from + i, true)
    if ((four & HIGH_BITS) !== 0) break
    out.setInt32(at + i, four + FOUR_OFFSETS, true)
  }
  for (; i < length; i++) out.setUint8(at + i, scores.getUint8(from + i) + OFFSET)
}
