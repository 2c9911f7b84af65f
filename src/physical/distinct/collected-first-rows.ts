/** First rows that wait until all rows of their part have been seen. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import { concatBatches } from '../../columnar/concat-batches.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import type { GroupWork } from '../spill/recursive-grouping.ts'
import type { FirstRows } from './first-rows.ts'

/** A row stands in its batch and in the result. */
const COPIES = 2

export class CollectedFirstRows implements GroupWork {
  readonly #rows: FirstRows
  readonly #of: { readonly holder: PhysicalOperator; readonly schema: Schema }
  readonly #context: TaskContext
  #fresh: Batch[] = []
  #bytes = 0

  constructor(rows: FirstRows, of: { readonly holder: PhysicalOperator; readonly schema: Schema }, context: TaskContext) {
    this.#rows = rows
    this.#of = of
    this.#context = context
  }

  /** Rows are counted beyond the share of their keys, so that the table of keys is full the sooner. */
  add(batch: Batch): readonly Batch[] {
    const { fresh, left } = this.#rows.choose(batch)
    if (fresh) {
      const bytes = COPIES * batchBytes(fresh)
      this.#context.reserve(this.#of.holder, bytes, 'anyway')
      this.#bytes += bytes
      this.#fresh.push(fresh)
    }
    return left ? [left] : []
  }

  finish(): Batch {
    return concatBatches(this.#of.schema, this.#fresh)
  }

  release(): void {
    this.#rows.release()
    this.#context.reserve(this.#of.holder, -this.#bytes)
    this.#bytes = 0
    this.#fresh = []
  }
}
