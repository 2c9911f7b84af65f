/** One column of a CSV table: the fields of one number, read as one type. */
import type { ColumnBuilder } from '../../columnar/builders/column-builder.ts'
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType, Field } from '../../columnar/data-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { parseText } from '../../kernels/parse-text.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { validUtf8 } from '../text/columns/valid-utf8.ts'
import { parseFloatField } from '../text/parse-float.ts'
import { parseInteger } from '../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../text/row-faults.ts'
import type { CsvDialect } from './csv-dialect.ts'
import { type CsvRows, ESCAPED, PLAIN } from './csv-rows.ts'
import { unescapeField } from './unescape-field.ts'

export interface CsvColumnSettings {
  readonly field: Field
  /** Among the wanted fields of the rows. */
  readonly slot: number
  readonly dialect: CsvDialect
  readonly nulls: readonly Uint8Array[]
  readonly allowQuotedNulls: boolean
  readonly warn: () => void
}

const COLON = 0x3a

const decoder = new TextDecoder()

export class CsvColumn implements ColumnReader<CsvRows> {
  private readonly settings: CsvColumnSettings
  private readonly builder: ColumnBuilder
  /** Takes the bytes of a value; false where they are none of the type. */
  private readonly take: (bytes: Uint8Array, from: number, to: number) => boolean

  constructor(settings: CsvColumnSettings) {
    this.settings = settings
    this.builder = createBuilder(settings.field.type)
    this.take = taker(this.builder, settings.field.type)
  }

  append(rows: CsvRows, faults: FaultSink): void {
    const { bytes, order, count, records } = rows
    const { slot, dialect } = this.settings
    const { stride } = records
    for (let row = 0; row < count; row++) {
      // In range: row lies below count, and the splitter filled the slots of each record.
      const place = order[row]! * stride + slot
      const from = records.from[place]!
      const to = records.to[place]!
      const kind = records.kinds[place]!
      if (from < 0 || this.isNull(bytes, { from, to, kind })) this.builder.appendNull()
      else if (kind === ESCAPED) {
        const text = unescapeField(bytes, { from, to }, dialect)
        if (!this.take(text, 0, text.length)) this.report(row, faults, quoteField(text, 0, text.length))
      } else if (!this.take(bytes, from, to)) this.report(row, faults, quoteField(bytes, from, to))
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.settings.warn)
  }

  private isNull(bytes: Uint8Array, { from, to, kind }: { readonly from: number; readonly to: number; readonly kind: number }): boolean {
    const { nulls, allowQuotedNulls } = this.settings
    if (kind !== PLAIN && !allowQuotedNulls) return false
    for (const text of nulls) if (text.length === to - from && equals(bytes, from, text)) return true
    return false
  }

  /** Apart, so that the loop makes no closures. NULL is appended. */
  private report(row: number, faults: FaultSink, value: string): void {
    this.builder.appendNull()
    const { name, type } = this.settings.field
    const advice = `If it is right, give the table types => {'${name}': 'VARCHAR'} or a larger sample_size.`
    faults.report(row, () => `column ${name} is ${value}, which is not ${sqlTypeName(type)}. ${advice}`)
  }
}

function equals(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text[i]) return false
  return true
}

function taker(builder: ColumnBuilder, type: DataType): (bytes: Uint8Array, from: number, to: number) => boolean {
  const slowly = (bytes: Uint8Array, from: number, to: number): boolean => {
    // slice, not subarray: TextDecoder refuses views of shared memory.
    const value = parseText(decoder.decode(bytes.slice(from, to)), type)
    if (value === undefined) return false
    builder.append(value)
    return true
  }
  if (builder instanceof Utf8Builder) {
    return (bytes, from, to) => {
      builder.appendBytes(bytes, from, to)
      return true
    }
  }
  // A day with a time is no day: cast, it would lose the time without a word.
  if (type.kind === 'date') return (bytes, from, to) => !bytes.subarray(from, to).includes(COLON) && slowly(bytes, from, to)
  if (type.kind === 'int64' && builder instanceof Int64Builder) {
    return (bytes, from, to) => {
      const value = parseInteger(bytes, from, to)
      if (!Number.isSafeInteger(value)) return slowly(bytes, from, to)
      builder.appendNumber(value)
      return true
    }
  }
  if (type.kind === 'float64' && builder instanceof NumberBuilder) {
    return (bytes, from, to) => {
      const value = parseFloatField(bytes, from, to)
      if (value === undefined) return slowly(bytes, from, to)
      builder.appendNumber(value)
      return true
    }
  }
  return slowly
}
