/** start: POS, shown as the table counts. */
import type { Column } from '../../../columnar/column.ts'
import { type CoordinateSystem, shownStart } from '../../../genomics/coordinate-system.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, tooLarge } from '../../text/columns/position-builder.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import { FIELD } from '../vcf-field.ts'

export class StartColumn implements ColumnReader {
  private readonly builder: PositionBuilder
  /** What is added to POS. */
  private readonly shift: number

  constructor(kind: 'uint32' | 'int64', coordinates: CoordinateSystem) {
    this.builder = new PositionBuilder(kind)
    this.shift = shownStart(-1, coordinates)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder, shift } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.pos)
      const to = fieldEnd(rows, row, FIELD.pos)
      const position = parseInteger(bytes, from, to)
      if (position >= 0 && builder.append(position + shift)) continue
      if (position >= 0) faults.report(row, () => tooLarge('start', position + shift))
      else if (to >= from) faults.report(row, () => `POS is ${quoteField(bytes, from, to)}, which is not a position.`)
      builder.appendNull()
    }
  }

  finish(): Column {
    return this.builder.finish()
  }
}
