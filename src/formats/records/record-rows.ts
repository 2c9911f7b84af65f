/** Some whole binary records at hand: the input of every column. Typed arrays that are used again and again; the bytes are the reader's own. */
import type { ErrorLocation } from '../../common/errors.ts'

export interface RecordRows {
  block: RecordBlock
  bytes: Uint8Array
  count: number
  /** Where each record begins. */
  readonly starts: Int32Array
}

/** Where the bytes came from. */
export interface RecordBlock {
  locate(position: number): ErrorLocation
}

const NOWHERE: RecordBlock = { locate: () => ({}) }

export function createRecordRows(capacity: number): RecordRows {
  return { block: NOWHERE, bytes: new Uint8Array(0), count: 0, starts: new Int32Array(capacity) }
}

/** A view of `count` rows. */
export function sliceRecordRows<Rows extends RecordRows>(rows: Rows, from: number, count: number): Rows {
  return { ...rows, count, starts: rows.starts.subarray(from, from + count) }
}
