/** Records of a CSV file with their fields: the input of every column. Typed arrays that are used again and again; the bytes are the run buffer's own. */
import type { ErrorLocation } from '../../common/errors.ts'

/** How a field stands in the file. */
export const PLAIN = 0
export const QUOTED = 1
/** Quoted, with escapes inside. */
export const ESCAPED = 2

/** Instead of a number of fields: the record's quotes are broken. */
export const TEXT_BEHIND_QUOTE = -1
export const OPEN_QUOTE = -2

export interface CsvRows {
  block: { locate(position: number): ErrorLocation }
  bytes: Uint8Array
  count: number
  /** Where each row begins. */
  readonly starts: Int32Array
  /** Which record of `records` each row is: rows that do not pass are left out here. */
  readonly order: Int32Array
  readonly records: CsvRecords
}

/** What the splitter found, record by record, with `stride` wanted fields each. */
export interface CsvRecords {
  readonly stride: number
  /** Field k of record r lies in [from, to) at r * stride + k, without its quotes; from is negative where the record ends before it. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly kinds: Uint8Array
  /** How many fields the record has, or how it is broken. */
  readonly fieldCounts: Int32Array
}

export function createCsvRows(capacity: number, stride: number): CsvRows {
  const fields = () => new Int32Array(capacity * stride)
  return {
    block: { locate: () => ({}) },
    bytes: new Uint8Array(0),
    count: 0,
    starts: new Int32Array(capacity),
    order: new Int32Array(capacity),
    records: { stride, from: fields(), to: fields(), kinds: new Uint8Array(capacity * stride), fieldCounts: new Int32Array(capacity) },
  }
}

/** A view of `count` rows. */
export function sliceCsvRows(rows: CsvRows, start: number, count: number): CsvRows {
  const end = start + count
  return { ...rows, count, starts: rows.starts.subarray(start, end), order: rows.order.subarray(start, end) }
}
