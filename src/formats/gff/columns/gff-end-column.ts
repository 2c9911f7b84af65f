/** end: the last base of a feature, the same number in both coordinate systems. A feature that ends before it begins is at fault. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import { FIELD } from '../gff-field.ts'

export class GffEndColumn implements ColumnReader {
  private readonly builder: PositionBuilder

  constructor(kind: PositionKind) {
    this.builder = new PositionBuilder(kind)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.end)
      const to = fieldEnd(rows, row, FIELD.end)
      const end = parseInteger(bytes, from, to)
      const start = parseInteger(bytes, fieldStart(rows, row, FIELD.start), fieldEnd(rows, row, FIELD.start))
      // A start that is no number is for its own column to tell.
      if (end >= 0 && !(start > end) && builder.append(end)) continue
      builder.appendNull()
      // A field that is not there at all was told already.
      if (to >= from) this.report({ row, start, end, text: quoteField(bytes, from, to) }, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** Apart, so that the loop makes no closures. */
  private report(
    fault: { readonly row: number; readonly start: number; readonly end: number; readonly text: string },
    faults: FaultSink,
  ): void {
    const { row, start, end, text } = fault
    if (start > end) faults.report(row, () => `end ${end} lies before start ${start}.`)
    else if (end >= 0) faults.report(row, () => this.builder.refusal('end', end))
    else faults.report(row, () => `end is ${text}, which is not a position.`)
  }
}
