/** end: the last base of the record, the same number in both coordinate systems. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder } from '../../text/columns/position-builder.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { RecordEnd } from '../record-end.ts'
import { FIELD } from '../vcf-field.ts'

export class EndColumn implements ColumnReader {
  private readonly builder: PositionBuilder
  private readonly recordEnd: RecordEnd

  constructor(kind: 'uint32' | 'int64', recordEnd: RecordEnd) {
    this.builder = new PositionBuilder(kind)
    this.recordEnd = recordEnd
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder, recordEnd } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.pos)
      const to = fieldEnd(rows, row, FIELD.pos)
      const position = parseInteger(bytes, from, to)
      const end = recordEnd.of(rows, row, position)
      if (position >= 0 && builder.append(end)) continue
      builder.appendNull()
      // A POS that is not there at all was told already.
      if (to >= from) this.report({ row, position, end, text: quoteField(bytes, from, to) }, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** Apart, so that the loop makes no closures. */
  private report(
    fault: { readonly row: number; readonly position: number; readonly end: number; readonly text: string },
    faults: FaultSink,
  ): void {
    const { row, position, end, text } = fault
    if (!(position >= 0)) faults.report(row, () => `POS is ${text}, which is not a position.`)
    else if (Number.isNaN(end)) faults.report(row, () => 'INFO END is not a number.')
    else faults.report(row, () => this.builder.refusal('end', end))
  }
}
