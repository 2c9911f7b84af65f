/** Groups whose state grows with their rows (lists, medians, DISTINCT): the rows are collected first, and where they do not fit all are left over. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import type { GroupWork } from '../spill/recursive-grouping.ts'
import { RowBuffer } from '../spill/row-buffer.ts'
import { rowNumbers } from '../spill/row-numbers.ts'
import type { AggregateWorkSpec } from './aggregate-work-spec.ts'
import { NumberList } from './number-list.ts'

/** A row stands in its batch, in the state and in the result. */
const COPIES = 3

export class CollectedGroups implements GroupWork {
  readonly #spec: AggregateWorkSpec
  readonly #context: TaskContext
  readonly #rows: RowBuffer
  #full = false

  constructor(spec: AggregateWorkSpec, context: TaskContext) {
    this.#spec = spec
    this.#context = context
    this.#rows = new RowBuffer(spec.holder, context, batch => COPIES * batchBytes(batch))
  }

  add(batch: Batch): readonly Batch[] {
    if (this.#full) return [batch]
    if (this.#rows.add(batch, this.#spec.room === 'spill' ? 'share' : 'limit')) return []
    if (this.#spec.room === 'last') reserveMemory(this.#spec.holder, COPIES * batchBytes(batch), this.#context)
    const left = [...this.#rows.take(), batch]
    this.#rows.release()
    this.#full = true
    return left
  }

  finish(): Batch {
    const { mode, resultSchema } = this.#spec
    const aggregation = this.#spec.create()
    const firsts = new NumberList()
    for (const batch of this.#rows.take()) {
      firsts.addFirsts(aggregation.add(batch, mode), rowNumbers(batch.columns.at(-1)!)) // the numbers come last
    }
    return { schema: resultSchema, numRows: aggregation.numGroups, columns: [...aggregation.finish(), firsts.column()] }
  }

  release(): void {
    this.#rows.release()
  }
}
