/** Batches in the making from rows that pass: bounded by rows, bytes and the limit of the scan, without those that on_malformed => 'skip' drops. */
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import type { ColumnSet } from '../text/column-set.ts'
import type { LocatedRows, RowFaults } from '../text/row-faults.ts'

/** A batch does not grow beyond records of this many bytes. */
const BATCH_BYTES = 16 << 20

export interface BatchBounds {
  readonly batchSize: number
  /** Rows of the scan at most. */
  readonly limit?: number | undefined
}

export class BatchMaker<Rows extends LocatedRows & { readonly count: number }> {
  /** The limit is reached: nothing more is needed. */
  isDone: boolean
  private readonly set: ColumnSet<Rows>
  private readonly faults: RowFaults
  private readonly batchSize: number
  private readonly limit: number
  private rowsOut = 0
  private bytes = 0
  /** Rows of the batch at hand to drop again. */
  private dropped: number[] = []

  constructor(set: ColumnSet<Rows>, faults: RowFaults, { batchSize, limit }: BatchBounds) {
    this.set = set
    this.faults = faults
    this.batchSize = batchSize
    this.limit = limit ?? Number.POSITIVE_INFINITY
    this.isDone = this.limit <= 0
  }

  /** How many of so many rows to append next. */
  room(rows: number): number {
    return Math.min(rows, this.batchSize - this.set.length, this.limit - this.rowsOut)
  }

  /** As many rows as there is room for, at most. `append` adds them to the columns. */
  add(rows: Rows, append: (rows: Rows, faults: RowFaults) => void): void {
    const { set, faults } = this
    const base = set.length
    append(rows, faults)
    faults.settle(rows)
    const skipped = faults.takeSkipped()
    for (const row of skipped) this.dropped.push(base + row)
    this.rowsOut += rows.count - skipped.size
    this.isDone = this.rowsOut >= this.limit
  }

  /** Of the rows added last, where columns hold much of them. */
  addBytes(bytes: number): void {
    this.bytes += bytes
  }

  get isFull(): boolean {
    return this.set.length >= this.batchSize || this.bytes >= BATCH_BYTES || this.isDone
  }

  /** What is left when all rows are added. */
  *rest(): Generator<Batch, void, undefined> {
    if (this.set.length > 0) yield this.finish()
  }

  finish(): Batch {
    const batch = this.set.finish()
    this.bytes = 0
    if (this.dropped.length === 0) return batch
    const dropped = new Set(this.dropped)
    this.dropped = []
    const kept = Uint32Array.from({ length: batch.numRows }, (_, row) => row).filter(row => !dropped.has(row))
    return takeBatch(batch, kept)
  }
}
