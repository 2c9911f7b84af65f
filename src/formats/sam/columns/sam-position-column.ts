/** start and mate_start: the first base, shown as the table counts; 0 stands for no position and is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { LineKernels } from '../line-kernels.ts'

export interface SamPositionSettings {
  readonly field: number
  readonly kind: PositionKind
  /** What is added to the number in the file. */
  readonly shift: number
  /** The column, and the field as SAM calls it: for errors. */
  readonly column: string
  readonly label: string
  readonly lines: LineKernels | undefined
}

export class SamPositionColumn implements ColumnReader {
  private readonly settings: SamPositionSettings
  private readonly builder: PositionBuilder

  constructor(settings: SamPositionSettings) {
    this.settings = settings
    this.builder = new PositionBuilder(settings.kind)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const { field, shift, lines } = this.settings
    const block = lines?.positions(field, shift)
    if (block !== undefined) {
      builder.appendAll(block.values, block.nulls)
      return
    }
    for (let row = 0; row < rows.count; row++) {
      const position = parseInteger(rows.bytes, fieldStart(rows, row, field), fieldEnd(rows, row, field))
      if (position > 0 && builder.append(position + shift)) continue
      builder.appendNull()
      if (position !== 0) this.report(rows, { row, position }, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private report(rows: TextRows, { row, position }: { readonly row: number; readonly position: number }, faults: FaultSink): void {
    const { field, shift, column, label } = this.settings
    const from = fieldStart(rows, row, field)
    const to = fieldEnd(rows, row, field)
    if (to < from) return // a field that is not there was told already
    if (position > 0) faults.report(row, () => this.builder.refusal(column, position + shift))
    else faults.report(row, () => `${label} is ${quoteField(rows.bytes, from, to)}, which is not a position.`)
  }
}
