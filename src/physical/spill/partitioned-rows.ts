/** Parts rows by a hash of their keys into temporary files, so that rows with equal keys meet in one that is small enough. Rows keep their order. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { Column } from '../../columnar/column.ts'
import { concatBatches } from '../../columnar/concat-batches.ts'
import type { Schema } from '../../columnar/schema.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { hashColumns } from '../../kernels/hash-columns.ts'
import { mixHash } from '../../kernels/mix-hash.ts'
import type { PhysicalOperator, SpillFile, TaskContext } from '../physical-operator.ts'
import { spillBatchBytes } from './spill-sizes.ts'

const PARTITION_BITS = 4
export const PARTITIONS = 1 << PARTITION_BITS

/** Any odd number: each depth hashes anew, so that what met in one partition parts in the next. */
const DEPTH_STEP = 0x9e3779b1

export interface PartitionSpec {
  readonly holder: PhysicalOperator
  readonly schema: Schema
  keysOf(batch: Batch): readonly Column[]
  /** How often these rows have been parted before. */
  readonly depth: number
}

interface Waiting {
  batches: Batch[]
  bytes: number
  numRows: number
}

export class PartitionedRows {
  readonly #spec: PartitionSpec
  readonly #context: TaskContext
  readonly #waiting: readonly Waiting[] = Array.from({ length: PARTITIONS }, () => ({ batches: [], bytes: 0, numRows: 0 }))
  readonly #files: (SpillFile | undefined)[] = new Array(PARTITIONS).fill(undefined)

  constructor(spec: PartitionSpec, context: TaskContext) {
    this.#spec = spec
    this.#context = context
  }

  async add(batch: Batch): Promise<void> {
    if (batch.numRows === 0) return
    const { rows, starts } = rowsByPartition(hashColumns(this.#spec.keysOf(batch), batch.numRows), this.#spec.depth)
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const some = rows.subarray(starts[partition], starts[partition + 1])
      if (some.length > 0) await this.#put(partition, takeBatch(batch, some))
    }
    const pause = this.#context.breathe()
    if (pause) await pause
  }

  /** One file a partition; undefined where it has no rows. */
  async finish(): Promise<readonly (SpillFile | undefined)[]> {
    for (let partition = 0; partition < PARTITIONS; partition++) await this.#flush(partition)
    return this.#files
  }

  async #put(partition: number, batch: Batch): Promise<void> {
    const waiting = this.#waiting[partition]! // below PARTITIONS
    const bytes = batchBytes(batch)
    this.#context.reserve(this.#spec.holder, bytes, 'anyway')
    waiting.batches.push(batch)
    waiting.bytes += bytes
    waiting.numRows += batch.numRows
    if (waiting.bytes >= spillBatchBytes(this.#context.memoryLimit) || waiting.numRows >= this.#context.batchSize)
      await this.#flush(partition)
  }

  async #flush(partition: number): Promise<void> {
    const waiting = this.#waiting[partition]! // below PARTITIONS
    if (waiting.numRows === 0) return
    const { holder, schema } = this.#spec
    const file = this.#files[partition] ?? (await this.#context.createSpillFile(holder, schema))
    this.#files[partition] = file
    await file.append(concatBatches(schema, waiting.batches))
    this.#context.reserve(holder, -waiting.bytes)
    waiting.batches = []
    waiting.bytes = 0
    waiting.numRows = 0
  }
}

/** The rows of partition p: rows[starts[p]] … rows[starts[p + 1] - 1], ascending. */
function rowsByPartition(hashes: Uint32Array, depth: number): { readonly rows: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(PARTITIONS + 1)
  const partitionOf = new Uint8Array(hashes.length)
  const salt = Math.imul(depth + 1, DEPTH_STEP)
  // In range below: row < length, partition < PARTITIONS.
  for (let row = 0; row < hashes.length; row++) {
    const partition = mixHash(hashes[row]! + salt) >>> (32 - PARTITION_BITS)
    partitionOf[row] = partition
    starts[partition + 1]!++
  }
  for (let partition = 0; partition < PARTITIONS; partition++) starts[partition + 1]! += starts[partition]!
  const next = starts.slice()
  const rows = new Uint32Array(hashes.length)
  for (let row = 0; row < hashes.length; row++) rows[next[partitionOf[row]!]!++] = row
  return { rows, starts }
}
