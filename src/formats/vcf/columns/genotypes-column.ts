/** genotypes: a struct of one list a FORMAT field, with one item a sample, in sample order. */
import { ListBuilder } from '../../../columnar/builders/list-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { Field } from '../../../columnar/data-type.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import type { TextRows } from '../../text/text-rows.ts'
import type { ValueAppender } from '../../text/value-appender.ts'
import type { GenotypeReader } from '../genotype-reader.ts'

export class GenotypesColumn implements ColumnReader {
  private readonly fields: readonly Field[]
  private readonly lists: readonly ListBuilder[]
  private readonly reader: GenotypeReader
  private readonly warn: () => void
  private length = 0

  /** The appenders build the items of their lists. */
  constructor(
    children: readonly { readonly field: Field; readonly appender: ValueAppender }[],
    settings: { readonly reader: GenotypeReader; readonly warn: () => void },
  ) {
    this.fields = children.map(child => child.field)
    this.lists = children.map(child => new ListBuilder(child.field.type, child.appender.builder))
    this.reader = settings.reader
    this.warn = settings.warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    this.reader.append(rows, faults, () => {
      for (const list of this.lists) list.endList()
      this.length++
    })
  }

  finish(): Column {
    const length = this.length
    this.length = 0
    const children = this.lists.map(list => validUtf8(list.finish(), this.warn))
    return { type: { kind: 'struct', fields: this.fields }, length, nullCount: 0, values: new Uint8Array(0), children }
  }
}
