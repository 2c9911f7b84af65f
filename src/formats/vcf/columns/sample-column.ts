/** A column of one FORMAT field of the only sample. The columns share a reader, which their first one drives. */
import type { Column } from '../../../columnar/column.ts'
import type { GenotypeReader } from '../genotype-reader.ts'
import type { FaultSink } from '../row-faults.ts'
import type { ValueAppender } from '../value-appender.ts'
import type { VcfRows } from '../vcf-rows.ts'
import { validUtf8 } from './valid-utf8.ts'
import type { VcfColumnReader } from './vcf-column-reader.ts'

export class SampleColumn implements VcfColumnReader {
  private readonly reader: GenotypeReader | undefined
  private readonly appender: ValueAppender
  private readonly warn: () => void

  /** `reader`: given to the first of the columns only. */
  constructor(appender: ValueAppender, settings: { readonly reader?: GenotypeReader; readonly warn: () => void }) {
    this.appender = appender
    this.reader = settings.reader
    this.warn = settings.warn
  }

  append(rows: VcfRows, faults: FaultSink): void {
    this.reader?.append(rows, faults, () => {})
  }

  finish(): Column {
    return validUtf8(this.appender.builder.finish(), this.warn)
  }
}
