/** The readers of some columns of a table, and what they need of each line (formats without lines say 0). */
import type { Batch } from '../../columnar/batch.ts'
import type { Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { ColumnReader } from './columns/column-reader.ts'
import { type FaultSink, noFaults } from './row-faults.ts'
import type { TextRows } from './text-rows.ts'

export interface ReadColumn<Rows = TextRows> {
  readonly field: Field
  readonly reader: ColumnReader<Rows>
  /** The last field of a line that the reader looks at, counted from 0. */
  readonly lastField: number
}

export class ColumnSet<Rows extends { readonly count: number } = TextRows> {
  readonly schema: Schema
  /** The last field of a line that is looked at; -1 for no column. */
  readonly lastField: number
  length = 0
  private readonly readers: readonly ColumnReader<Rows>[]
  private readonly judged: readonly boolean[]
  private readonly prepare: ((rows: Rows) => void) | undefined

  /** `judged`: names of columns whose faults were told before. `prepare` goes over the rows before the readers do. */
  constructor(
    columns: readonly ReadColumn<Rows>[],
    settings: { readonly metadata?: Schema['metadata']; readonly judged: readonly string[]; readonly prepare?: (rows: Rows) => void },
  ) {
    const { metadata } = settings
    this.schema = { fields: columns.map(column => column.field), ...(metadata === undefined ? {} : { metadata }) }
    this.readers = columns.map(column => column.reader)
    this.judged = columns.map(column => settings.judged.includes(column.field.name))
    this.lastField = Math.max(-1, ...columns.map(column => column.lastField))
    this.prepare = settings.prepare
  }

  append(rows: Rows, faults: FaultSink): void {
    this.prepare?.(rows)
    for (const [index, reader] of this.readers.entries()) reader.append(rows, this.judged[index] ? noFaults : faults)
    this.length += rows.count
  }

  finish(): Batch {
    const numRows = this.length
    this.length = 0
    return { schema: this.schema, numRows, columns: this.readers.map(reader => reader.finish()) }
  }
}
