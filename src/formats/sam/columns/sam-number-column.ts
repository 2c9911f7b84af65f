/** flags, mapping_quality, template_length: whole numbers in a range. */
import { Int64Builder } from '../../../columnar/builders/int64-builder.ts'
import { NumberBuilder } from '../../../columnar/builders/number-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { LineKernels } from '../line-kernels.ts'

export interface SamNumberSettings {
  readonly field: number
  readonly label: string
  readonly least: number
  readonly most: number
  readonly lines: LineKernels | undefined
}

export class SamNumberColumn implements ColumnReader {
  private readonly settings: SamNumberSettings
  private readonly builder: NumberBuilder | Int64Builder

  constructor(type: DataType, settings: SamNumberSettings) {
    this.settings = settings
    this.builder = type.kind === 'int64' ? new Int64Builder(type) : new NumberBuilder(type)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { builder } = this
    const { field, least, most, lines } = this.settings
    const block = builder instanceof NumberBuilder ? lines?.numbers(field, { least, most }) : undefined
    if (block !== undefined && builder instanceof NumberBuilder) {
      builder.appendNumbers(block.values)
      return
    }
    for (let row = 0; row < rows.count; row++) {
      const value = parseInteger(rows.bytes, fieldStart(rows, row, field), fieldEnd(rows, row, field))
      if (value >= least && value <= most) builder.appendNumber(value)
      else {
        builder.appendNull()
        this.report(rows, row, faults)
      }
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private report(rows: TextRows, row: number, faults: FaultSink): void {
    const { field, label, least, most } = this.settings
    const from = fieldStart(rows, row, field)
    const to = fieldEnd(rows, row, field)
    // A field that is not there at all was told already.
    if (to >= from)
      faults.report(row, () => `${label} is ${quoteField(rows.bytes, from, to)}, which is no whole number from ${least} to ${most}.`)
  }
}
