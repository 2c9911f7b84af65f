/** Some whole records at hand: the input of every column. Typed arrays that are used again and again; the bytes are the run buffer's own. */
import type { ErrorLocation } from '../../common/errors.ts'
import type { RecordKernels } from './kernels/record-kernels.ts'

export interface BamRows {
  block: RecordBlock
  bytes: Uint8Array
  count: number
  /** Where each record's block_size lies. */
  readonly starts: Int32Array
  /** Another number wherever the bytes are others, so that who copied them knows whether he still has them. */
  generation: number
  /** What builds text columns of many rows at once, where the engine has it. */
  readonly kernels: RecordKernels | undefined
  /** The kernels while they hold just these rows: while columns are built. */
  loaded: RecordKernels | undefined
}

/** Where the bytes came from. */
export interface RecordBlock {
  locate(position: number): ErrorLocation
}

const NOWHERE: RecordBlock = { locate: () => ({}) }

let generations = 0

export function createBamRows(capacity: number, kernels?: RecordKernels): BamRows {
  const starts = new Int32Array(capacity)
  return { block: NOWHERE, bytes: new Uint8Array(0), count: 0, starts, generation: 0, kernels, loaded: undefined }
}

export function useBytes(rows: BamRows, bytes: Uint8Array, block: RecordBlock): void {
  rows.block = block
  rows.bytes = bytes
  rows.count = 0
  rows.generation = ++generations
}

/** A view of `count` rows. */
export function sliceBamRows(rows: BamRows, from: number, count: number): BamRows {
  return { ...rows, count, starts: rows.starts.subarray(from, from + count) }
}
