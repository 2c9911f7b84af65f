/** Some whole records at hand: the input of every column. Typed arrays that are used again and again; the bytes are the run buffer's own. */
import type { ErrorLocation } from '../../common/errors.ts'

export interface BcfRows {
  block: RecordBlock
  bytes: Uint8Array
  count: number
  /** Where the l_shared of each record lies. */
  readonly starts: Int32Array
}

/** Where the bytes came from. */
export interface RecordBlock {
  locate(position: number): ErrorLocation
}

const NOWHERE: RecordBlock = { locate: () => ({}) }

export function createBcfRows(capacity: number): BcfRows {
  return { block: NOWHERE, bytes: new Uint8Array(0), count: 0, starts: new Int32Array(capacity) }
}

/** A view of `count` rows. */
export function sliceBcfRows(rows: BcfRows, from: number, count: number): BcfRows {
  return { ...rows, count, starts: rows.starts.subarray(from, from + count) }
}
