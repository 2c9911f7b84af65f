/** Rows that an operator collects while they fit. What it counts for them stays counted until release(). */
import type { Batch } from '../../columnar/batch.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'

export class RowBuffer {
  readonly #holder: PhysicalOperator
  readonly #context: TaskContext
  readonly #bytesOf: (batch: Batch) => number
  #batches: Batch[] = []
  #bytes = 0
  #numRows = 0

  /** `bytesOf`: what a batch takes, with all that the operator will need for its rows. */
  constructor(holder: PhysicalOperator, context: TaskContext, bytesOf: (batch: Batch) => number) {
    this.#holder = holder
    this.#context = context
    this.#bytesOf = bytesOf
  }

  get numRows(): number {
    return this.#numRows
  }

  get bytes(): number {
    return this.#bytes
  }

  get batches(): readonly Batch[] {
    return this.#batches
  }

  /** False: it does not fit, and is not added. */
  add(batch: Batch, bound: 'limit' | 'share' | 'anyway'): boolean {
    const bytes = this.#bytesOf(batch)
    if (!this.#context.reserve(this.#holder, bytes, bound)) return false
    this.#batches.push(batch)
    this.#bytes += bytes
    this.#numRows += batch.numRows
    return true
  }

  /** Hands the batches over; they stay counted. */
  take(): readonly Batch[] {
    const batches = this.#batches
    this.#batches = []
    this.#numRows = 0
    return batches
  }

  release(): void {
    this.#context.reserve(this.#holder, -this.#bytes)
    this.#batches = []
    this.#bytes = 0
    this.#numRows = 0
  }
}
