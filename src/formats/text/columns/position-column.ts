/** A position of each record, shown as the table counts. */
import type { Column } from '../../../columnar/column.ts'
import { parseInteger } from '../parse-integer.ts'
import { type FaultSink, quoteField } from '../row-faults.ts'
import { fieldEnd, fieldStart, fieldsOfRows, type TextRows } from '../text-rows.ts'
import type { ColumnReader } from './column-reader.ts'
import { PositionBuilder, type PositionKind } from './position-builder.ts'

const DOT = 46

export interface PositionSettings {
  readonly field: number
  readonly kind: PositionKind
  /** What is added to the number in the file. */
  readonly shift: number
  /** The column, and the field as the format calls it: for errors. */
  readonly column: string
  readonly label: string
  /** '.' and nothing are NULL. */
  readonly nullable: boolean
  /** A number that stands for no position: 0 in Pairs. */
  readonly none?: number
}

export class PositionColumn implements ColumnReader {
  private readonly settings: PositionSettings
  private readonly builder: PositionBuilder

  constructor(settings: PositionSettings) {
    this.settings = settings
    this.builder = new PositionBuilder(settings.kind)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const { field, shift, none = -1 } = this.settings
    const bytes = rows.bytes
    for (let row = this.appendQuickly(rows); row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = fieldEnd(rows, row, field)
      const position = parseInteger(bytes, from, to)
      if (position >= 0 && position !== none && builder.append(position + shift)) continue
      builder.appendNull()
      if (position === none) continue
      // A field that is not there at all was told already.
      if (to >= from && !this.isMissing(bytes, from, to)) this.report(rows, row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** The rows in front that need no look at each; gives their number. */
  private appendQuickly(rows: TextRows): number {
    const { field, shift, none = -1 } = this.settings
    const quick = fieldsOfRows(rows)
    if (quick === undefined) return 0
    const positions = quick.fields.positions(quick.line, rows.count, { field, shift, least: Math.max(0, none + 1 + shift) })
    this.builder.appendAll(positions)
    return positions.length
  }

  private isMissing(bytes: Uint8Array, from: number, to: number): boolean {
    return this.settings.nullable && (to === from || (to - from === 1 && bytes[from] === DOT))
  }

  private report(rows: TextRows, row: number, faults: FaultSink): void {
    const { field, shift, column, label } = this.settings
    const from = fieldStart(rows, row, field)
    const to = fieldEnd(rows, row, field)
    const position = parseInteger(rows.bytes, from, to)
    if (position >= 0) faults.report(row, () => this.builder.refusal(column, position + shift))
    else faults.report(row, () => `${label} is ${quoteField(rows.bytes, from, to)}, which is not a position.`)
  }
}
