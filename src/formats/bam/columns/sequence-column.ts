/** sequence: two bases a byte (SAMv1 §4.2.3); none is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD, int32At, sequenceStart } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { TextBytes } from './text-bytes.ts'

const BASES = '=ACMGRSVTWYHKDBN'
const HIGH = Uint8Array.from({ length: 256 }, (_, byte) => BASES.charCodeAt(byte >> 4))
const LOW = Uint8Array.from({ length: 256 }, (_, byte) => BASES.charCodeAt(byte & 15))

export class SequenceColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()

  append({ bytes, starts, count }: BamRows): void {
    const { text } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const length = int32At(bytes, record + FIELD.sequenceLength)
      if (length === 0) {
        text.appendNull()
        continue
      }
      // One more where the length is odd; it is overwritten by the next row.
      const out = text.reserve(length + 1)
      writeBases({ bytes, from: sequenceStart(bytes, record), length }, out, text.used)
      text.used += length
      text.endRow()
    }
  }

  finish(): Column {
    return this.text.finish({ kind: 'utf8' })
  }
}

function writeBases({ bytes, from, length }: { bytes: Uint8Array; from: number; length: number }, out: Uint8Array, at: number): void {
  const end = from + ((length + 1) >> 1)
  let to = at
  for (let i = from; i < end; i++) {
    const pair = bytes[i]! // in range: the sequence lies in the record
    out[to] = HIGH[pair]!
    out[to + 1] = LOW[pair]!
    to += 2
  }
}
