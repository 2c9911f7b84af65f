/** qual: stored as a float, shown as the number that its shortest decimal text stands for, so that 30.1 is 30.1 as in VCF. */
import { NumberBuilder } from '../../../columnar/builders/number-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { RecordRows } from '../../records/record-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD, floatOf, int32At } from '../bcf-layout.ts'
import { shortestDouble } from '../stored-appender.ts'
import { MISSING_FLOAT } from '../typed-value.ts'

export class QualColumn implements ColumnReader<RecordRows> {
  private readonly builder = new NumberBuilder({ kind: 'float64' })

  append({ bytes, starts, count }: RecordRows): void {
    const { builder } = this
    for (let row = 0; row < count; row++) {
      const bits = int32At(bytes, starts[row]! + FIELD.quality) // row lies below count
      if (bits === MISSING_FLOAT) builder.appendNull()
      else builder.appendNumber(shortestDouble(floatOf(bits)))
    }
  }

  finish(): Column {
    return this.builder.finish()
  }
}
