/** A column of one INFO field that has values. */
import type { Column } from '../../../columnar/column.ts'
import { appendNumbers } from '../../text/columns/append-numbers.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import type { TextRows } from '../../text/text-rows.ts'
import type { ValueAppender } from '../../text/value-appender.ts'
import { ABSENT, BARE, type InfoScanner } from '../info-scanner.ts'
import { FIELD } from '../vcf-field.ts'
import type { VcfField } from '../vcf-header.ts'

/** Where more keys are wanted, one walk through all of them is quicker than a search for each. */
const MOST_SEARCHED = 8

export class InfoColumn implements ColumnReader {
  private readonly info: VcfField
  private readonly scanner: InfoScanner
  private readonly key: number
  private readonly appender: ValueAppender
  private readonly warn: () => void

  constructor(
    info: VcfField,
    settings: { readonly scanner: InfoScanner; readonly key: number; readonly appender: ValueAppender; readonly warn: () => void },
  ) {
    this.info = info
    this.scanner = settings.scanner
    this.key = settings.key
    this.appender = settings.appender
    this.warn = settings.warn
  }

  /** The scanner uses these rows. A key that is missing, or stands without a value, is NULL. */
  append(rows: TextRows, faults: FaultSink): void {
    const { appender, scanner } = this
    const key = scanner.keys[this.key]
    const quick = scanner.keyCount > MOST_SEARCHED ? 0 : appendNumbers(rows, { field: FIELD.info, ...(key && { key }) }, appender.numbers)
    if (quick === rows.count) return
    const slots = scanner.slots
    const stride = scanner.keyCount * 2
    const bytes = rows.bytes
    let slot = this.key * 2 + quick * stride
    for (let row = quick; row < rows.count; row++, slot += stride) {
      // In range: the scanner made a slot a row and key.
      const from = slots[slot]!
      const to = slots[slot + 1]!
      if (from === ABSENT || from === BARE) appender.appendNull()
      else if (!appender.append(bytes, from, to)) this.report(row, faults, quoteField(bytes, from, to))
    }
  }

  finish(): Column {
    return validUtf8(this.appender.builder.finish(), this.warn)
  }

  /** Apart, so that the loop makes no closures. */
  private report(row: number, faults: FaultSink, value: string): void {
    const { id, type, number } = this.info
    faults.report(row, () => `INFO field ${id} is ${value}, where the header says Type=${type}, Number=${number}.`)
  }
}
