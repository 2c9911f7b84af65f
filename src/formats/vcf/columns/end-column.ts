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
      if (!(position >= 0)) {
        if (to >= from) faults.report(row, () => `POS is ${quoteField(bytes, from, to)}, which is not a position.`)
      } else if (Number.isNaN(end)) faults.report(row, () => 'INFO END is not a number.')
      else faults.report(row, () => builder.refusal('end', end))
      builder.appendNull()
    }
  }

  finish(): Column {
    return this.builder.finish()
  }
}
