/** A column of one FORMAT field of the only sample. The columns share a reader, which their first one drives. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import type { TextRows } from '../../text/text-rows.ts'
import type { ValueAppender } from '../../text/value-appender.ts'
import type { GenotypeReader } from '../genotype-reader.ts'

export class SampleColumn implements ColumnReader {
  private readonly reader: GenotypeReader | undefined
  private readonly appender: ValueAppender
  private readonly warn: () => void

  /** `reader`: given to the first of the columns only. */
  constructor(appender: ValueAppender, settings: { readonly reader?: GenotypeReader; readonly warn: () => void }) {
    this.appender = appender
    this.reader = settings.reader
    this.warn = settings.warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    this.reader?.append(rows, faults, () => {})
  }

  finish(): Column {
    return validUtf8(this.appender.builder.finish(), this.warn)
  }
}
