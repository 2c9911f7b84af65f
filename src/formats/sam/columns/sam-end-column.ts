/** end: the last base by the CIGAR, the same number in both coordinate systems. An unmapped read with a position takes one base. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { LineKernels } from '../line-kernels.ts'
import { recordEndOf } from '../record-end-of.ts'
import { FIELD } from '../sam-field.ts'

export class SamEndColumn implements ColumnReader {
  private readonly lines: LineKernels | undefined
  private readonly builder: PositionBuilder

  constructor(kind: PositionKind, lines: LineKernels | undefined) {
    this.lines = lines
    this.builder = new PositionBuilder(kind)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const block = this.lines?.ends()
    if (block !== undefined) {
      builder.appendAll(block.values, block.nulls)
      return
    }
    for (let row = 0; row < rows.count; row++) {
      const position = parseInteger(rows.bytes, fieldStart(rows, row, FIELD.start), fieldEnd(rows, row, FIELD.start))
      if (position > 0) {
        const end = recordEndOf(rows, row, position)
        if (builder.append(end)) continue
        this.report(rows, { row, end }, faults)
      } else if (Number.isNaN(position) || position < 0) faults.report(row, () => 'POS is not a position.')
      builder.appendNull()
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private report(rows: TextRows, { row, end }: { readonly row: number; readonly end: number }, faults: FaultSink): void {
    const quoted = () => quoteField(rows.bytes, fieldStart(rows, row, FIELD.cigar), fieldEnd(rows, row, FIELD.cigar))
    if (Number.isNaN(end)) faults.report(row, () => `CIGAR is ${quoted()}, which is not one.`)
    else faults.report(row, () => this.builder.refusal('end', end))
  }
}
