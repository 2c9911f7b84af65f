/** Columns of INFO fields: values, and flags. */
import { BooleanBuilder } from '../../../columnar/builders/boolean-builder.ts'
import type { Column } from '../../../columnar/column.ts'
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

export class InfoColumn implements ColumnReader<RecordRows> {
  private readonly info: VcfField
  private readonly scanner: RecordScanner
  private readonly slot: number
  private readonly appender: StoredAppender
  private readonly warn: () => void
  private readonly value = new TypedValue()

  constructor(
    info: VcfField,
    settings: { readonly scanner: RecordScanner; readonly slot: number; readonly appender: StoredAppender; readonly warn: () => void },
  ) {
    this.info = info
    this.scanner = settings.scanner
    this.slot = settings.slot
    this.appender = settings.appender
    this.warn = settings.warn
  }

  append({ bytes, starts, count }: RecordRows, faults: FaultSink): void {
    const { appender, scanner, value } = this
    const { slots, stride } = scanner
    let slot = this.slot
    for (let row = 0; row < count; row++, slot += stride) {
      // In range: row lies below count, and the scanner made slots for each.
      const at = slots[slot]!
      if (at === ABSENT) appender.appendNull()
      else {
        value.read(bytes, at, recordEndOffset(bytes, starts[row]!))
        if (!appender.append(bytes, value.start, value)) this.report(bytes, row, faults)
      }
    }
  }

  finish(): Column {
    return validUtf8(this.appender.builder.finish(), this.warn)
  }

  /** Apart, so that the loop makes no closures. */
  private report(bytes: Uint8Array, row: number, faults: FaultSink): void {
    const { id, type, number } = this.info
    const stored = describeStored(bytes, this.value.start, this.value)
    faults.report(row, () => `INFO field ${id} is ${stored}, where the header says Type=${type}, Number=${number}.`)
  }
}

/** True where the key stands, with or without a value, else false. */
export class FlagColumn implements ColumnReader<RecordRows> {
  private readonly scanner: RecordScanner
  private readonly slot: number
  private readonly builder = new BooleanBuilder()

  constructor(scanner: RecordScanner, slot: number) {
    this.scanner = scanner
    this.slot = slot
  }

  append({ count }: RecordRows): void {
    const { builder, scanner } = this
    let slot = this.slot
    for (let row = 0; row < count; row++, slot += scanner.stride) builder.appendBoolean(scanner.slots[slot] !== ABSENT)
  }

  finish(): Column {
    return this.builder.finish()
  }
}
