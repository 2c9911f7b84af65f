/** end: the last base by the CIGAR, the same number in both coordinate systems. An unmapped read with a position takes one base. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD, int32At } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { alignmentEnd } from '../read-cigar.ts'
import { type PositionKind, widen } from './widen.ts'
import { Words } from './words.ts'

export class EndColumn implements ColumnReader<BamRows> {
  private readonly kind: PositionKind
  private readonly words = new Words()

  constructor(kind: PositionKind) {
    this.kind = kind
  }

  append({ bytes, starts, count, loaded }: BamRows): void {
    const { words } = this
    const block = loaded?.ends()
    if (block !== undefined) {
      words.appendBlock(block)
      return
    }
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      if (int32At(bytes, record + FIELD.position) < 0) {
        values[base + row] = 0
        words.nulls.appendNull(base + row)
      } else values[base + row] = alignmentEnd(bytes, record)
    }
    words.length = base + count
  }

  finish(): Column {
    return widen(this.words.finish({ kind: 'uint32' }), this.kind)
  }
}
