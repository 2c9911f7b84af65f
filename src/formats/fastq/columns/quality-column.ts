/** quality_scores: one character a letter, '!' (0) to '~' (93). */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { unfold } from '../../sequences/columns/letters-column.ts'
import { type SequenceRows, SPAN, SPANS } from '../../sequences/sequence-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { findNonGraphic } from '../find-non-graphic.ts'

export class QualityColumn implements ColumnReader<SequenceRows> {
  private readonly builder = new Utf8Builder()
  private scratch = new Uint8Array(0)

  append(rows: SequenceRows, faults: FaultSink): void {
    const { builder } = this
    for (let row = 0, at = 0; row < rows.count; row++, at += SPANS) {
      // In range: SPANS numbers a row.
      let from = rows.spans[at + SPAN.qualityStart]!
      let to = rows.spans[at + SPAN.qualityEnd]!
      let { bytes } = rows
      if (from < 0) {
        builder.appendNull()
        continue
      }
      if (rows.folded[row] !== 0) {
        if (this.scratch.length < to - from) this.scratch = new Uint8Array((to - from) * 2)
        to = unfold(bytes, [from, to], this.scratch, 0)
        from = 0
        bytes = this.scratch
      }
      const bad = findNonGraphic(bytes, from, to)
      if (bad < 0) builder.appendBytes(bytes, from, to)
      else {
        builder.appendNull()
        this.report(rows, { row, byte: bytes[bad]!, position: bad - from + 1 }, faults) // in range: found there
      }
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** Apart, so that the loop makes no closures. */
  private report(
    rows: SequenceRows,
    { row, byte, position }: { readonly row: number; readonly byte: number; readonly position: number },
    faults: FaultSink,
  ): void {
    rows.starts[row] = rows.spans[row * SPANS + SPAN.qualityStart]! // in range: SPANS numbers a row
    faults.report(row, () => `quality_scores hold the byte ${byte} at position ${position}, which stands for no quality.`)
  }
}
