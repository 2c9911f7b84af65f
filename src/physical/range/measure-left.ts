/** count_overlaps and coverage: a number for each left row, whose intervals are looked up in the order of their positions where that is quicker. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import type { IntervalSet } from '../../ranges/interval-set.ts'
import { atRows, orderQueries } from '../../ranges/order-queries.ts'
import type { IntervalInput } from '../interval/interval-input.ts'
import type { KeyCodes } from '../interval/key-codes.ts'
import { probeRuns } from '../interval/probe-runs.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { runOperator } from '../run-operator.ts'
import { int64Column } from './int64-column.ts'

export interface MeasureLeft {
  readonly holder: PhysicalOperator
  readonly left: PhysicalOperator
  readonly schema: Schema
  readonly intervals: IntervalInput
  readonly codes: KeyCodes
  /** 'sweep': rows that are out of order are sorted first. 'tree': every batch as it comes. */
  readonly algorithm: 'sweep' | 'tree'
  /** The numbers may be a view, valid until the next call. */
  measure(queries: IntervalSet): Int32Array | Float64Array
}

/** The left columns and the number, in row order. */
export async function* measureLeft(of: MeasureLeft, context: TaskContext): AsyncGenerator<Batch> {
  const { holder, left, schema, intervals, codes, algorithm } = of
  const runs = probeRuns({ batches: runOperator(left, 0, context), intervals, codes, algorithm, holder }, context)
  for await (const { batch, queries, inOrder } of runs) {
    const numbers = inOrder ? of.measure(queries) : measureOrdered(queries, of)
    for (let from = 0; from < batch.numRows; from += context.batchSize) {
      const to = Math.min(batch.numRows, from + context.batchSize)
      const part = from === 0 && to === batch.numRows ? batch : sliceBatch(batch, from, to)
      yield { schema, numRows: to - from, columns: [...part.columns, int64Column(numbers.subarray(from, to))] }
    }
  }
}

function measureOrdered(queries: IntervalSet, { codes, measure }: MeasureLeft): Int32Array | Float64Array {
  const ordered = orderQueries(queries, codes.size)
  const numbers = measure(ordered.queries)
  return numbers instanceof Int32Array
    ? atRows(numbers, ordered.row, new Int32Array(queries.length))
    : atRows(numbers, ordered.row, new Float64Array(queries.length))
}
