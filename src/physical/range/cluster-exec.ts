/** Numbers the runs of rows that overlap or lie near each other, and keeps the rows. */
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { mergeIntervals } from '../../ranges/merge-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'
import { int64Column } from './int64-column.ts'
import { orderIntervals } from './ordered-intervals.ts'
import { RangeExec } from './range-exec.ts'

/** The input's columns, then cluster (0 …), cluster_start, cluster_end; ordered by (keys bytewise, start, end, row). */
export class ClusterExec extends RangeExec {
  readonly name = 'ClusterExec'
  readonly algorithm = 'sort and sweep'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { operation } = this.spec
    const { batch, sorted } = await orderIntervals({ input: this.left, place: 0, holder: this, spec: this.spec }, context)
    const runs = mergeIntervals(sorted, Number(operation.parameters['min_dist']))
    const runOf = new Uint32Array(sorted.length)
    for (let run = 0; run < runs.length; run++) runOf.fill(run, runs.firstPlace[run], runs.firstPlace[run + 1])
    const rows = Uint32Array.from(sorted.row)
    for (let from = 0; from < rows.length; from += context.batchSize) {
      const own = runOf.subarray(from, from + context.batchSize)
      const part = takeBatch(batch, rows.subarray(from, from + context.batchSize))
      // Every run has a start and an end.
      const starts = Float64Array.from(own, run => shownStart(runs.start[run]!, operation.coordinates))
      const ends = Float64Array.from(own, run => runs.end[run]!)
      yield {
        schema: this.schema,
        numRows: part.numRows,
        columns: [...part.columns, int64Column(own), int64Column(starts), int64Column(ends)],
      }
    }
  }
}
