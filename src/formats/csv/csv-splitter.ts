/**
 * Parts bytes into records and fields, quotes by RFC 4180: a quoted field may hold delimiters, line breaks, and quotes twice. A record that is
 * not whole yet is left for the next call, which has more bytes.
 */
import { CARRIAGE_RETURN, type CsvDialect, NEWLINE } from './csv-dialect.ts'
import { type CsvRows, ESCAPED, OPEN_QUOTE, PLAIN, QUOTED, TEXT_BEHIND_QUOTE } from './csv-rows.ts'

export interface SplitBounds {
  /** Bytes at hand. */
  readonly length: number
  /** Records begin here at the latest. */
  readonly lastStart: number
  /** No more bytes will come. */
  readonly atEnd: boolean
}

export interface Split {
  /** Where the next record begins. */
  readonly end: number
  readonly stop: 'full' | 'limit' | 'incomplete'
}

const NOT_WANTED = -1

export class CsvSplitter {
  private readonly dialect: CsvDialect
  /** Place of a field among the wanted ones. */
  private readonly slots: Int32Array
  private readonly columnCount: number
  // The field or record that was read last.
  private next = 0
  private isRecordEnd = false
  private isBroken = false
  private kind: number = PLAIN
  private fieldFrom = 0
  private fieldTo = 0

  /** `wanted`: field numbers in the order of their slots. */
  constructor(dialect: CsvDialect, table: { readonly columnCount: number; readonly wanted: readonly number[] }) {
    this.dialect = dialect
    this.columnCount = table.columnCount
    this.slots = new Int32Array(table.columnCount).fill(NOT_WANTED)
    for (const [slot, field] of table.wanted.entries()) this.slots[field] = slot
  }

  /** Adds records that begin at or behind `from`, until `rows` is full. */
  split(rows: CsvRows, from: number, bounds: SplitBounds): Split {
    const { bytes, starts, order, records } = rows
    const { length, lastStart, atEnd } = bounds
    const { comment } = this.dialect
    const most = starts.length
    let at = from
    while (rows.count < most) {
      if (at > lastStart) return { end: at, stop: 'limit' }
      if (at >= length) return { end: at, stop: 'incomplete' }
      const first = bytes[at] // below the length
      if (first === comment || isLineBreak(bytes, at, length)) {
        const newline = bytes.subarray(at, length).indexOf(NEWLINE)
        if (newline < 0 && !atEnd) return { end: at, stop: 'incomplete' }
        const next = newline < 0 ? length : at + newline + 1
        // Of a single column, an empty line is a value.
        if (first === comment || this.columnCount > 1) {
          at = next
          continue
        }
      }
      const record = rows.count
      const fields = this.readRecord(rows, at, record, bounds)
      if (fields === 0) return { end: at, stop: 'incomplete' }
      starts[record] = at
      order[record] = record
      records.fieldCounts[record] = fields
      rows.count = record + 1
      at = this.next
    }
    return { end: at, stop: 'full' }
  }

  /** The number of fields, or how the record is broken; 0 if its end is not at hand. */
  private readRecord({ bytes, records }: CsvRows, start: number, record: number, bounds: SplitBounds): number {
    const { slots, columnCount } = this
    const { from, to, kinds, stride } = records
    const base = record * stride
    from.fill(NOT_WANTED, base, base + stride)
    let at = start
    let isBroken = false
    for (let field = 0; ; field++) {
      if (!this.readField(bytes, at, bounds)) return 0
      isBroken ||= this.isBroken
      const slot = field < columnCount ? slots[field]! : NOT_WANTED // below the column count
      if (slot !== NOT_WANTED) {
        from[base + slot] = this.fieldFrom
        to[base + slot] = this.fieldTo
        kinds[base + slot] = this.kind
      }
      at = this.next
      if (!this.isRecordEnd) continue
      if (isBroken) return this.fieldTo < this.fieldFrom ? OPEN_QUOTE : TEXT_BEHIND_QUOTE
      // A delimiter at the end of the line is no field more.
      const isEmptyMore = field === columnCount && this.kind === PLAIN && this.fieldTo === this.fieldFrom
      return isEmptyMore ? field : field + 1
    }
  }

  /** False if the field's end is not at hand. */
  private readField(bytes: Uint8Array, start: number, bounds: SplitBounds): boolean {
    this.kind = PLAIN
    this.isBroken = false
    this.fieldFrom = start
    if (start < bounds.length && bytes[start] === this.dialect.quote) return this.readQuoted(bytes, start + 1, bounds)
    return this.readToDelimiter(bytes, start, bounds)
  }

  private readToDelimiter(bytes: Uint8Array, from: number, { length, atEnd }: SplitBounds): boolean {
    const { delimiter } = this.dialect
    let at = from
    while (at < length) {
      const byte = bytes[at]! // below the length
      if (byte === delimiter || byte === NEWLINE) break
      at++
    }
    if (at >= length && !atEnd) return false
    this.isRecordEnd = at >= length || bytes[at] === NEWLINE
    this.fieldTo = this.isRecordEnd && at > from && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at
    this.next = Math.min(at + 1, length)
    return true
  }

  /** `from`: behind the opening quote. */
  private readQuoted(bytes: Uint8Array, from: number, bounds: SplitBounds): boolean {
    const { length, atEnd } = bounds
    const end = this.closingQuote(bytes, from, bounds)
    if (end < 0) {
      if (!atEnd) return false
      // The rest of the file is inside the quotes.
      this.isBroken = true
      this.isRecordEnd = true
      this.fieldFrom = from
      this.fieldTo = from - 1
      this.next = length
      return true
    }
    const { kind } = this
    if (!this.readToDelimiter(bytes, end + 1, bounds)) return false
    // What stands between the closing quote and the delimiter should be nothing.
    this.isBroken = this.fieldTo > end + 1
    this.kind = kind
    this.fieldFrom = from
    this.fieldTo = end
    return true
  }

  /** -1 if it is not at hand. */
  private closingQuote(bytes: Uint8Array, from: number, { length, atEnd }: SplitBounds): number {
    const { quote, escapeByte } = this.dialect
    this.kind = QUOTED
    for (let at = from; at < length; at++) {
      const byte = bytes[at]! // below the length
      if (byte === escapeByte && escapeByte !== quote) {
        this.kind = ESCAPED
        at++
      } else if (byte === quote) {
        if (escapeByte !== quote) return at
        if (at + 1 >= length) return atEnd ? at : -1
        if (bytes[at + 1] !== quote) return at
        this.kind = ESCAPED
        at++
      }
    }
    return -1
  }
}

function isLineBreak(bytes: Uint8Array, at: number, length: number): boolean {
  return bytes[at] === NEWLINE || (bytes[at] === CARRIAGE_RETURN && at + 1 < length && bytes[at + 1] === NEWLINE)
}
