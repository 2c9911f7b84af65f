/** end: the same number in both coordinate systems. A record that ends before it begins is at fault; an empty one is not. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { parseLooseInteger } from '../../text/parse-loosely.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'

const START = 1
const END = 2

export class BedEndColumn implements ColumnReader {
  private readonly builder: PositionBuilder

  constructor(kind: PositionKind) {
    this.builder = new PositionBuilder(kind)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, END)
      const to = fieldEnd(rows, row, END)
      const end = parsePosition(bytes, from, to)
      const start = parsePosition(bytes, fieldStart(rows, row, START), fieldEnd(rows, row, START))
      // A start that is no number is for its own column to tell.
      if (end >= 0 && !(start > end) && builder.append(end)) continue
      builder.appendNull()
      if (start > end) faults.report(row, () => `end ${end} lies before start ${start}.`)
      else if (end >= 0) faults.report(row, () => builder.refusal('end', end))
      else if (to >= from) faults.report(row, () => `end is ${quoteField(bytes, from, to)}, which is not a position.`)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }
}

/** bedtools, too, takes 8e02 for a position. */
function parsePosition(bytes: Uint8Array, from: number, to: number): number {
  const position = parseInteger(bytes, from, to)
  return Number.isNaN(position) && to > from ? parseLooseInteger(bytes, from, to) : position
}
