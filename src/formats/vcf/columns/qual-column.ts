/** QUAL: a number or NULL. */
import { NumberBuilder } from '../../../columnar/builders/number-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { appendNumbers } from '../../text/columns/append-numbers.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { numberTarget } from '../../text/number-target.ts'
import { parseFloatField } from '../../text/parse-float.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import { FIELD } from '../vcf-field.ts'

const DOT = 46

export class QualColumn implements ColumnReader {
  private readonly builder = new NumberBuilder({ kind: 'float64' })
  private readonly numbers = numberTarget(this.builder)

  append(rows: TextRows, faults: FaultSink): void {
    const builder = this.builder
    const bytes = rows.bytes
    for (let row = appendNumbers(rows, { field: FIELD.qual }, this.numbers); row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.qual)
      const to = fieldEnd(rows, row, FIELD.qual)
      if (to <= from || (to - from === 1 && bytes[from] === DOT)) {
        builder.appendNull()
        continue
      }
      const value = parseFloatField(bytes, from, to)
      if (value !== undefined) builder.appendNumber(value)
      else {
        this.report(rows, row, faults)
        builder.appendNull()
      }
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** Apart, so that the loop makes no closures. */
  private report(rows: TextRows, row: number, faults: FaultSink): void {
    const text = quoteField(rows.bytes, fieldStart(rows, row, FIELD.qual), fieldEnd(rows, row, FIELD.qual))
    faults.report(row, () => `QUAL is ${text}, which is not a number.`)
  }
}
