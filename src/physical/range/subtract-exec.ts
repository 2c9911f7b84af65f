/** What is left of each left row when the bases of the right rows are taken away. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { UnionKernel } from '../../ranges/kernels/union-kernel.ts'
import { buildSubtrahend, type Pieces, subtractUnion } from '../../ranges/subtract.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import type { TaskContext } from '../physical-operator.ts'
import { runOperator } from '../run-operator.ts'
import { gatherUnion } from './gather-runs.ts'
import { positionColumn } from './position-column.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

/** The left columns, start and end replaced by those of a piece; in left row order, then by start. */
export class SubtractExec extends RangeExec {
  readonly name = 'SubtractExec'
  readonly algorithm = 'sweep over the union'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { left, right } = await this.openSides(context)
    const codes = new KeyCodes(this.keyCount)
    const covered = { input: right, holder: this, intervals: rangeInput(this.spec, 1, 'no-match'), codes }
    const subtrahend = buildSubtrahend(await gatherUnion(covered, context))
    const kernel = UnionKernel.of(subtrahend.union)
    const intervalsOf = rangeInput(this.spec, 0, 'error')
    try {
      for await (const batch of runOperator(left, 0, context)) {
        const intervals = intervalsOf(batch, codes)
        for (let from = 0; from < intervals.length; ) {
          const bounds = { from, limit: context.batchSize }
          const pieces = kernel?.pieces(intervals, bounds) ?? subtractUnion(intervals, subtrahend, bounds)
          if (pieces.length > 0) yield this.#pieces(batch, pieces)
          from = pieces.answered
          const pause = context.breathe()
          if (pause) await pause
        }
      }
    } finally {
      kernel?.release()
    }
  }

  #pieces(batch: Batch, { row, start, end, length }: Pieces): Batch {
    const startAt = this.columnOf('start')
    const endAt = this.columnOf('end')
    const rows = new Uint32Array(row)
    // Pieces lie within their row, so they fit the type of its columns.
    const columns = batch.columns.map((column, i): Column => {
      if (i === startAt) return positionColumn(column.type, start, shownStart(0, this.spec.operation.coordinates))
      return i === endAt ? positionColumn(column.type, end, 0) : takeColumn(column, rows)
    })
    return { schema: this.schema, numRows: length, columns }
  }
}
