/** FORMAT fields: a column a field where there is one sample, and a struct of lists where there are several. */
import { ListBuilder } from '../../../columnar/builders/list-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { Field } from '../../../columnar/data-type.ts'
import type { RecordRows } from '../../records/record-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import type { VcfField } from '../../vcf/vcf-header.ts'
import { recordEndOffset } from '../bcf-layout.ts'
import { describeStored } from '../describe-stored.ts'
import { ABSENT, type RecordScanner } from '../record-scanner.ts'
import type { StoredAppender } from '../stored-appender.ts'
import { TypedValue } from '../typed-value.ts'

/** One FORMAT field: where the scanner keeps its place, and what takes its values. */
export interface FormatSource {
  readonly format: VcfField
  readonly slot: number
  readonly appender: StoredAppender
}

/** What all FORMAT columns of a table share. */
export interface FormatSettings {
  readonly scanner: RecordScanner
  /** Of the header. */
  readonly samples: readonly string[]
  /** The chosen ones among them, in the order of the table. */
  readonly sampleIndexes: readonly number[]
  readonly warn: () => void
}

/** Appends the values of the chosen samples of one field, record by record. */
class SampleReader {
  private readonly source: FormatSource
  private readonly settings: FormatSettings
  private readonly value = new TypedValue()

  constructor(source: FormatSource, settings: FormatSettings) {
    this.source = source
    this.settings = settings
  }

  append({ bytes, starts }: RecordRows, row: number, faults: FaultSink): void {
    const { value } = this
    const { appender, slot } = this.source
    const { scanner, sampleIndexes } = this.settings
    // In range: row lies below the count of the rows, and the scanner made slots for each.
    const at = scanner.slots[row * scanner.stride + slot]!
    if (at === ABSENT) {
      for (let i = 0; i < sampleIndexes.length; i++) appender.appendNull()
      return
    }
    value.readHead(bytes, at, recordEndOffset(bytes, starts[row]!))
    const size = value.count * value.width
    for (let i = 0; i < sampleIndexes.length; i++) {
      const sample = sampleIndexes[i]! // i lies below the length
      if (!appender.append(bytes, value.start + sample * size, value)) this.report({ bytes, row, sample }, faults)
    }
  }

  private report(
    { bytes, row, sample }: { readonly bytes: Uint8Array; readonly row: number; readonly sample: number },
    faults: FaultSink,
  ): void {
    const { id, type, number } = this.source.format
    const { value } = this
    const stored = describeStored(bytes, value.start + sample * value.count * value.width, value)
    const name = this.settings.samples[sample]
    faults.report(row, () => `FORMAT field ${id} of sample ${name} is ${stored}, where the header says Type=${type}, Number=${number}.`)
  }
}

/** One field of the only sample. */
export class SampleColumn implements ColumnReader<RecordRows> {
  private readonly source: FormatSource
  private readonly reader: SampleReader
  private readonly warn: () => void

  constructor(source: FormatSource, settings: FormatSettings) {
    this.source = source
    this.reader = new SampleReader(source, settings)
    this.warn = settings.warn
  }

  append(rows: RecordRows, faults: FaultSink): void {
    for (let row = 0; row < rows.count; row++) this.reader.append(rows, row, faults)
  }

  finish(): Column {
    return validUtf8(this.source.appender.builder.finish(), this.warn)
  }
}

/** A struct of one list a field, with one item a sample. */
export class GenotypesColumn implements ColumnReader<RecordRows> {
  private readonly fields: readonly Field[]
  private readonly lists: readonly ListBuilder[]
  private readonly readers: readonly SampleReader[]
  private readonly warn: () => void
  private length = 0

  /** `fields` are the lists of the struct, one a source. */
  constructor(fields: readonly Field[], sources: readonly FormatSource[], settings: FormatSettings) {
    this.fields = fields
    this.lists = sources.map((source, i) => new ListBuilder(fields[i]!.type, source.appender.builder)) // one field a source
    this.readers = sources.map(source => new SampleReader(source, settings))
    this.warn = settings.warn
  }

  append(rows: RecordRows, faults: FaultSink): void {
    for (const [index, reader] of this.readers.entries()) {
      const list = this.lists[index]! // one list a reader
      for (let row = 0; row < rows.count; row++) {
        reader.append(rows, row, faults)
        list.endList()
      }
    }
    this.length += rows.count
  }

  finish(): Column {
    const length = this.length
    this.length = 0
    const children = this.lists.map(list => validUtf8(list.finish(), this.warn))
    return { type: { kind: 'struct', fields: this.fields }, length, nullCount: 0, values: new Uint8Array(0), children }
  }
}
