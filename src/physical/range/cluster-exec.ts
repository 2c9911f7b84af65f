/** Numbers the runs of rows that overlap or lie near each other, and keeps the rows. */
import type { Batch } from '../../columnar/batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { type Positions, positionsLike } from '../../ranges/interval-set.ts'
import { mergeIntervals } from '../../ranges/merge-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'
import { aggregateRuns, runOfPlaces } from './aggregate-runs.ts'
import { int64Column } from './int64-column.ts'
import { orderIntervals } from './ordered-intervals.ts'
import { positionColumn } from './position-column.ts'
import { RangeExec } from './range-exec.ts'

/** The input's columns, then cluster (0 …), cluster_start, cluster_end and the aggregates; ordered by (keys bytewise, start, end, row). */
export class ClusterExec extends RangeExec {
  readonly name = 'ClusterExec'
  readonly algorithm = 'sort and sweep'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { operation } = this.spec
    const { batch, sorted } = await orderIntervals({ input: this.left, place: 0, holder: this, spec: this.spec }, context)
    const runs = mergeIntervals(sorted, Number(operation.parameters.min_dist))
    const measured = aggregateRuns({ batch, sorted, runs }, this.spec)
    const runOf = runOfPlaces(runs, sorted.length)
    const rows = new Uint32Array(sorted.row)
    const shift = shownStart(0, operation.coordinates)
    const startAt = this.columnOf('start')
    const endAt = this.columnOf('end')
    for (let from = 0; from < rows.length; from += context.batchSize) {
      const to = Math.min(rows.length, from + context.batchSize)
      const own = runOf.subarray(from, to)
      const some = rows.subarray(from, to)
      yield {
        schema: this.schema,
        numRows: to - from,
        columns: [
          ...batch.columns.map((column, i) => {
            // The positions have been put in order already.
            if (i === startAt) return positionColumn(column.type, sorted.start.subarray(from, to), shift)
            return i === endAt ? positionColumn(column.type, sorted.end.subarray(from, to), 0) : takeColumn(column, some)
          }),
          int64Column(own),
          int64Column(positionsOf(own, runs.start), shift),
          int64Column(positionsOf(own, runs.end)),
          ...measured.map(column => takeColumn(column, own)),
        ],
      }
    }
  }
}

/** Every run has a start and an end. */
function positionsOf(runs: Uint32Array, positions: Positions): Positions {
  const own = positionsLike(positions, runs.length)
  for (let i = 0; i < runs.length; i++) own[i] = positions[runs[i]!]!
  return own
}
