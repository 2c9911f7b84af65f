/** The column of one tag of a SAM file: the value's text, read as the column's type. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import type { TextRows } from '../../text/text-rows.ts'
import { VALUE } from '../sam-tag.ts'
import { ABSENT, type SamTagScanner } from '../sam-tag-scanner.ts'
import { createTagAppender, type TagAppender } from '../tag-appender.ts'

export interface SamTagSettings {
  readonly tag: string
  readonly scanner: SamTagScanner
  /** Which of the scanner's tags. */
  readonly key: number
  readonly warn: () => void
}

export function createSamTagColumn(type: DataType, settings: SamTagSettings): ColumnReader {
  return type.kind === 'utf8' ? new SamTagTextColumn(settings) : new SamTagValueColumn(type, settings)
}

class SamTagValueColumn implements ColumnReader {
  private readonly type: DataType
  private readonly settings: SamTagSettings
  private readonly appender: TagAppender

  constructor(type: DataType, settings: SamTagSettings) {
    this.type = type
    this.settings = settings
    this.appender = createTagAppender(type)
  }

  append({ bytes, count }: TextRows, faults: FaultSink): void {
    const { appender } = this
    const { scanner, key } = this.settings
    const { slots, keyCount } = scanner
    for (let row = 0, slot = key * 2; row < count; row++, slot += keyCount * 2) {
      const at = slots[slot]! // the scanner made two slots a row and tag
      if (at === ABSENT) appender.appendNull()
      else if (!appender.append(bytes, at, slots[slot + 1]!)) this.report(bytes, { row, from: at, to: slots[slot + 1]! }, faults)
    }
  }

  finish(): Column {
    return this.appender.builder.finish()
  }

  private report(bytes: Uint8Array, at: { readonly row: number; readonly from: number; readonly to: number }, faults: FaultSink): void {
    const { type } = this
    const wanted = type.kind === 'list' ? `a list of ${type.item.kind}` : type.kind
    faults.report(at.row, () => {
      const tag = quoteField(bytes, at.from, at.to)
      return `the tag ${tag} does not fit its column, which is ${wanted}. Give its type by infer_tag_types => false and tag_type_hints.`
    })
  }
}

class SamTagTextColumn implements ColumnReader {
  private readonly settings: SamTagSettings
  private readonly builder = new Utf8Builder()

  constructor(settings: SamTagSettings) {
    this.settings = settings
  }

  append({ bytes, count }: TextRows): void {
    const { builder } = this
    const { scanner, key } = this.settings
    const { slots, keyCount } = scanner
    for (let row = 0, slot = key * 2; row < count; row++, slot += keyCount * 2) {
      const at = slots[slot]! // the scanner made two slots a row and tag
      if (at === ABSENT) builder.appendNull()
      else builder.appendBytes(bytes, at + VALUE, slots[slot + 1]!)
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.settings.warn)
  }
}
