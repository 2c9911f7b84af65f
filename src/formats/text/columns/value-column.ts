/** A typed value of each record: a number, a text or a list. */
import type { Column } from '../../../columnar/column.ts'
import { type FaultSink, quoteField } from '../row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../text-rows.ts'
import type { ValueAppender } from '../value-appender.ts'
import { appendNumbers } from './append-numbers.ts'
import type { ColumnReader } from './column-reader.ts'
import { validUtf8 } from './valid-utf8.ts'

const COMMA = 44

export interface ValueSettings {
  readonly appender: ValueAppender
  /** The field in errors, and what it should be: 'score', 'a number'. */
  readonly label: string
  readonly wanted: string
  /** A comma behind the last item of a list ends it and is no empty item more. */
  readonly endsWithComma?: boolean
  readonly warn: () => void
}

export class ValueColumn implements ColumnReader {
  private readonly field: number
  private readonly settings: ValueSettings

  constructor(field: number, settings: ValueSettings) {
    this.field = field
    this.settings = settings
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { appender, label, wanted, endsWithComma = false } = this.settings
    const { field } = this
    const bytes = rows.bytes
    const quick = endsWithComma ? 0 : appendNumbers(rows, { field }, appender.numbers)
    for (let row = quick; row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      let to = fieldEnd(rows, row, field)
      if (endsWithComma && to > from && bytes[to - 1] === COMMA) to--
      if (!appender.append(bytes, from, to)) faults.report(row, () => `${label} is ${quoteField(bytes, from, to)}, which is not ${wanted}.`)
    }
  }

  finish(): Column {
    return validUtf8(this.settings.appender.builder.finish(), this.settings.warn)
  }
}
