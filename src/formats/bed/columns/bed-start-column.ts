/** start, shown as the table counts. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { PlaceScanner } from '../place-scanner.ts'

const START = 1

export class BedStartColumn implements ColumnReader {
  private readonly scanner: PlaceScanner
  private readonly builder: PositionBuilder
  /** What is added to the number in the file. */
  private readonly shift: number

  constructor(scanner: PlaceScanner, settings: { readonly kind: PositionKind; readonly shift: number }) {
    this.scanner = scanner
    this.builder = new PositionBuilder(settings.kind)
    this.shift = settings.shift
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder, shift } = this
    const { starts, whole } = this.scanner
    if (whole) {
      // Below 10^9 in the file, so a shift by one fits.
      builder.appendAll(shift === 0 ? whole.starts : whole.starts.map(start => start + shift))
      return
    }
    for (let row = 0; row < rows.count; row++) {
      const start = starts[row]! // the scanner has been over these rows
      if (start >= 0 && builder.append(start + shift)) continue
      builder.appendNull()
      this.report(rows, row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private report(rows: TextRows, row: number, faults: FaultSink): void {
    const from = fieldStart(rows, row, START)
    const to = fieldEnd(rows, row, START)
    const start = this.scanner.starts[row] ?? Number.NaN
    if (start >= 0) faults.report(row, () => this.builder.refusal('start', start + this.shift))
    // A field that is not there at all was told already.
    else if (to >= from) faults.report(row, () => `start is ${quoteField(rows.bytes, from, to)}, which is not a position.`)
  }
}
