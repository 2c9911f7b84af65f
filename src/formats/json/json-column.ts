/** One column of a table of JSON lines: the values of one key. */
import type { Column } from '../../columnar/column.ts'
import type { Field } from '../../columnar/data-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { validUtf8 } from '../text/columns/valid-utf8.ts'
import { type FaultSink, quoteField } from '../text/row-faults.ts'
import type { TextRows } from '../text/text-rows.ts'
import { createJsonAppender, type JsonAppender } from './json-appender.ts'
import type { LineScanner } from './line-scanner.ts'
import { ABSENT } from './object-scanner.ts'

export class JsonColumn implements ColumnReader {
  private readonly field: Field
  private readonly scanner: LineScanner
  private readonly key: number
  private readonly appender: JsonAppender
  private readonly warn: () => void

  /** `key`: its number in the scanner. The first column also tells of lines that are no objects. */
  constructor(field: Field, settings: { readonly scanner: LineScanner; readonly key: number; readonly warn: () => void }) {
    this.field = field
    this.scanner = settings.scanner
    this.key = settings.key
    this.warn = settings.warn
    this.appender = createJsonAppender(field.type)
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { appender, scanner, key } = this
    const { bytes, count } = rows
    for (let row = 0; row < count; row++) {
      // In range: the scanner has been over these rows, with two numbers a key.
      const place = 2 * (row * scanner.keyCount + key)
      const from = scanner.slots[place]!
      if (from === ABSENT) {
        appender.appendNull()
        if (key === 0 && scanner.broken[row] === 1) this.reportLine(rows, row, faults)
      } else {
        const to = scanner.slots[place + 1]!
        if (!appender.append(bytes, from, to)) this.reportValue(row, faults, quoteField(bytes, from, to))
      }
    }
  }

  finish(): Column {
    return deepValidUtf8(this.appender.builder.finish(), this.warn)
  }

  // Apart, so that the loop makes no closures.

  private reportLine({ bytes, starts, ends }: TextRows, row: number, faults: FaultSink): void {
    const text = quoteField(bytes, starts[row]!, ends[row]!) // row lies below the count
    faults.report(
      row,
      () => `the line is no JSON object: ${text}. One object must stand on one line; an array of objects is read with format => 'array'.`,
    )
  }

  private reportValue(row: number, faults: FaultSink, value: string): void {
    const { name, type } = this.field
    const advice = 'If it is right, give the table a larger sample_size.'
    faults.report(row, () => `key "${name}" is ${value.slice(1, -1)}, which is not ${sqlTypeName(type)}. ${advice}`)
  }
}

/** Also inside structs. */
function deepValidUtf8(column: Column, warn: () => void): Column {
  if (column.type.kind !== 'struct') return validUtf8(column, warn)
  return { ...column, children: (column.children ?? []).map(child => deepValidUtf8(child, warn)) }
}
