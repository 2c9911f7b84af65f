/** Joins rows that overlap or lie near each other into one row each. */
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { mergeIntervals } from '../../ranges/merge-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'
import { aggregateRuns } from './aggregate-runs.ts'
import { int64Column } from './int64-column.ts'
import { orderIntervals } from './ordered-intervals.ts'
import { RangeExec } from './range-exec.ts'

/** Keys, start, end, n_intervals, then the aggregates; ordered by (keys bytewise, start). */
export class MergeExec extends RangeExec {
  readonly name = 'MergeExec'
  readonly algorithm = 'sort and sweep'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { operation } = this.spec
    const { batch, sorted, keys } = await orderIntervals({ input: this.left, place: 0, holder: this, spec: this.spec }, context)
    const runs = mergeIntervals(sorted, Number(operation.parameters.min_dist))
    const firstRow = new Uint32Array(runs.length)
    const starts = new Float64Array(runs.start)
    const sizes = new Int32Array(runs.length)
    const shift = shownStart(0, operation.coordinates)
    for (let run = 0; run < runs.length; run++) {
      // firstPlace has one entry more than there are runs.
      firstRow[run] = sorted.row[runs.firstPlace[run]!]!
      sizes[run] = runs.firstPlace[run + 1]! - runs.firstPlace[run]!
      starts[run]! += shift
    }
    const merged: Batch = {
      schema: this.schema,
      numRows: runs.length,
      columns: [
        ...keys.map(key => takeColumn(key, firstRow)),
        int64Column(starts),
        int64Column(runs.end),
        int64Column(sizes),
        ...aggregateRuns({ batch, sorted, runs }, this.spec),
      ],
    }
    for (let from = 0; from < merged.numRows; from += context.batchSize)
      yield sliceBatch(merged, from, Math.min(merged.numRows, from + context.batchSize))
  }
}
