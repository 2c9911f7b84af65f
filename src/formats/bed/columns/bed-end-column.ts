/** end: the same number in both coordinate systems. A record that ends before it begins is at fault; an empty one is not. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { PlaceScanner } from '../place-scanner.ts'

const END = 2

export class BedEndColumn implements ColumnReader {
  private readonly scanner: PlaceScanner
  private readonly builder: PositionBuilder

  constructor(scanner: PlaceScanner, kind: PositionKind) {
    this.scanner = scanner
    this.builder = new PositionBuilder(kind)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const { starts, ends, whole } = this.scanner
    if (whole) {
      builder.appendAll(whole.ends)
      return
    }
    for (let row = 0; row < rows.count; row++) {
      const end = ends[row]! // the scanner has been over these rows
      // A start that is no number is for its own column to tell.
      if (end >= 0 && !(starts[row]! > end) && builder.append(end)) continue
      builder.appendNull()
      this.report(rows, row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private report(rows: TextRows, row: number, faults: FaultSink): void {
    const from = fieldStart(rows, row, END)
    const to = fieldEnd(rows, row, END)
    const start = this.scanner.starts[row] ?? Number.NaN
    const end = this.scanner.ends[row] ?? Number.NaN
    if (start > end) faults.report(row, () => `end ${end} lies before start ${start}.`)
    else if (end >= 0) faults.report(row, () => this.builder.refusal('end', end))
    // A field that is not there at all was told already.
    else if (to >= from) faults.report(row, () => `end is ${quoteField(rows.bytes, from, to)}, which is not a position.`)
  }
}
