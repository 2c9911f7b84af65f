/** sequence: two bases a byte (SAMv1 §4.2.3); none is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD, int32At, sequenceStart } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { dataView } from './data-view.ts'
import { sequenceBytes } from './sequence-bytes.ts'
import { TextBytes } from './text-bytes.ts'

const BASES = '=ACMGRSVTWYHKDBN'

/**
 * The four letters of two bytes, as one little-endian number by another. Of its 65536 entries sequences use few, which stay in the nearest
 * cache. Made when first needed.
 */
let fourLetters: Uint32Array | undefined

function makeFourLetters(): Uint32Array {
  const two = (byte: number) => BASES.charCodeAt(byte >> 4) | (BASES.charCodeAt(byte & 15) << 8)
  const pairs = Uint16Array.from({ length: 256 }, (_, byte) => two(byte))
  return Uint32Array.from({ length: 65_536 }, (_, bytes) => pairs[bytes & 255]! | (pairs[bytes >> 8]! << 16)) // 256 pairs
}

export class SequenceColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()

  append(rows: BamRows): void {
    const { text } = this
    const block = rows.loaded?.sequences(text.used)
    if (block !== undefined) {
      text.appendBlock(block, rows.starts.length)
      return
    }
    const { bytes, starts, count } = rows
    const packed = dataView(bytes)
    fourLetters ??= makeFourLetters()
    // Up to three more behind the last one, where its length is no multiple of four; the next row overwrites them.
    const out = dataView(text.reserve(sequenceBytes(rows) + 3))
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const length = int32At(bytes, record + FIELD.sequenceLength)
      if (length === 0) {
        text.appendNull()
        continue
      }
      writeBases({ packed, from: sequenceStart(bytes, record), length, letters: fourLetters }, out, text.used)
      text.used += length
      text.endRow()
    }
  }

  finish(): Column {
    return this.text.finish({ kind: 'utf8' })
  }
}

interface PackedBases {
  readonly packed: DataView
  readonly from: number
  readonly length: number
  readonly letters: Uint32Array
}

function writeBases({ packed, from, length, letters }: PackedBases, out: DataView, at: number): void {
  const end = from + ((length + 1) >> 1)
  let to = at
  let i = from
  // In range: the table has an entry for any two bytes.
  for (; i + 2 <= end; i += 2) {
    out.setUint32(to, letters[packed.getUint16(i, true)]!, true)
    to += 4
  }
  if (i < end) out.setUint16(to, letters[packed.getUint8(i)]! & 0xffff, true)
}
