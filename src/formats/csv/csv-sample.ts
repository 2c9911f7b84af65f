/** The first records of a CSV file as texts: to tell the delimiter, the header and the types from them. */
import { CARRIAGE_RETURN, type CsvDialect, NEWLINE } from './csv-dialect.ts'
import { createCsvRows, ESCAPED, PLAIN } from './csv-rows.ts'
import { CsvSplitter } from './csv-splitter.ts'
import { unescapeField } from './unescape-field.ts'

export interface SampleField {
  readonly text: string
  readonly isQuoted: boolean
}

export interface SampleRecord {
  /** Where it begins, and where the next one does. */
  readonly start: number
  readonly end: number
  readonly fields: readonly SampleField[]
}

/** More fields than these are not looked at. */
const MOST_FIELDS = 10_000
const decoder = new TextDecoder()

export interface SampleBytes {
  readonly bytes: Uint8Array
  readonly from: number
  /** The file ends with these bytes. */
  readonly isWhole: boolean
}

export function sampleRecords(sample: SampleBytes, dialect: CsvDialect, most: number): readonly SampleRecord[] {
  const { bytes, isWhole } = sample
  const records: SampleRecord[] = []
  const columnCount = Math.min(MOST_FIELDS, mostFields(bytes, sample.from, dialect))
  const splitter = new CsvSplitter(dialect, { columnCount, wanted: Array.from({ length: columnCount }, (_, field) => field) })
  const rows = createCsvRows(1, columnCount)
  rows.bytes = bytes
  for (let at = sample.from; records.length < most; ) {
    rows.count = 0
    const split = splitter.split(rows, at, { length: bytes.length, lastStart: Number.POSITIVE_INFINITY, atEnd: isWhole })
    at = split.end
    if (rows.count === 0) break
    const found = rows.records.fieldCounts[0] ?? 0
    const fields = Array.from({ length: Math.max(0, Math.min(found, columnCount)) }, (_, field) =>
      fieldOf(bytes, rows.records, field, dialect),
    )
    records.push({ start: rows.starts[0] ?? 0, end: at, fields })
  }
  return records
}

function fieldOf(
  bytes: Uint8Array,
  records: { readonly from: Int32Array; readonly to: Int32Array; readonly kinds: Uint8Array },
  field: number,
  dialect: CsvDialect,
): SampleField {
  // One record, and field lies below its number of fields.
  const from = records.from[field]!
  const to = records.to[field]!
  const kind = records.kinds[field]!
  const text = kind === ESCAPED ? unescapeField(bytes, { from, to }, dialect) : bytes.slice(from, to)
  return { text: decoder.decode(text), isQuoted: kind !== PLAIN }
}

/** One more than the delimiters of the line that has most of them. */
function mostFields(bytes: Uint8Array, start: number, { delimiter }: CsvDialect): number {
  let most = 0
  let found = 0
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === delimiter) found++
    else if (byte === NEWLINE || byte === CARRIAGE_RETURN) found = 0
    if (found > most) most = found
  }
  return most + 2
}
