/** Rows that can be read again: in memory here, in a temporary file as SpillFile. */
import type { Batch } from '../../columnar/batch.ts'

export interface HeldRows {
  readonly numRows: number
  read(): AsyncIterable<Batch>
  /** They are not needed any more. */
  remove(): Promise<void>
}

export class RowsInMemory implements HeldRows {
  readonly numRows: number
  #batches: Iterable<Batch>

  /** `batches` may be made while they are read. */
  constructor(numRows: number, batches: Iterable<Batch>) {
    this.numRows = numRows
    this.#batches = batches
  }

  async *read(): AsyncGenerator<Batch> {
    yield* this.#batches
  }

  async remove(): Promise<void> {
    this.#batches = []
  }
}
