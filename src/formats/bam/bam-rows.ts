/** Some whole records of BAM at hand. */
import { createRecordRows, type RecordBlock, type RecordRows } from '../records/record-rows.ts'
import type { RecordKernels } from './kernels/record-kernels.ts'

export interface BamRows extends RecordRows {
  /** Another number wherever the bytes are others, so that who copied them knows whether he still has them. */
  generation: number
  /** What builds columns of many rows at once, where the engine has it. */
  readonly kernels: RecordKernels | undefined
  /** The kernels while they hold just these rows: while columns are built. */
  loaded: RecordKernels | undefined
}

let generations = 0

export function createBamRows(capacity: number, kernels?: RecordKernels): BamRows {
  return { ...createRecordRows(capacity), generation: 0, kernels, loaded: undefined }
}

export function useBytes(rows: BamRows, bytes: Uint8Array, block: RecordBlock): void {
  rows.block = block
  rows.bytes = bytes
  rows.count = 0
  rows.generation = ++generations
}
