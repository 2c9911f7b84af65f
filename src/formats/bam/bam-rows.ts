/** Some whole records at hand: the input of every column. Typed arrays that are used again and again; the bytes are the run buffer's own. */
import type { ErrorLocation } from '../../common/errors.ts'

export interface BamRows {
  block: RecordBlock
  bytes: Uint8Array
  count: number
  /** Where each record's block_size lies. */
  readonly starts: Int32Array
}

/** Where the bytes came from. */
export interface RecordBlock {
  locate(position: number): ErrorLocation
}

const NOWHERE: RecordBlock = { locate: () => ({}) }

export function createBamRows(capacity: number): BamRows {
  return { block: NOWHERE, bytes: new Uint8Array(0), count: 0, starts: new Int32Array(capacity) }
}

export function useBytes(rows: BamRows, bytes: Uint8Array, block: RecordBlock): void {
  rows.block = block
  rows.bytes = bytes
  rows.count = 0
}

/** A view of `count` rows. */
export function sliceBamRows(rows: BamRows, from: number, count: number): BamRows {
  return { ...rows, count, starts: rows.starts.subarray(from, from + count) }
}
