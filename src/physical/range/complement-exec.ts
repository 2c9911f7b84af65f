/** The gaps that rows leave in the intervals of a view. */
import type { Batch } from '../../columnar/batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { complement } from '../../ranges/complement.ts'
import type { IntervalSet, SortedIntervals } from '../../ranges/interval-set.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import type { TaskContext } from '../physical-operator.ts'
import { gatherUnion } from './gather-runs.ts'
import { int64Column } from './int64-column.ts'
import { orderIntervals } from './ordered-intervals.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

/** Keys, start, end; ordered by (keys bytewise, start). Input 0 holds the rows, input 1 the view. */
export class ComplementExec extends RangeExec {
  readonly name = 'ComplementExec'
  readonly algorithm = 'sweep over the union'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { operation } = this.spec
    const view = await orderIntervals({ input: this.right, place: 1, holder: this, spec: this.spec }, context)
    const codes = new KeyCodes(this.keyCount)
    // The view first, so that its groups have the lower codes.
    const viewSet = rangeInput(this.spec, 1, 'error')(view.batch, codes)
    const inView = codes.size
    const union = await gatherUnion({ input: this.left, holder: this, intervals: rangeInput(this.spec, 0, 'error'), codes }, context)
    const outside = codes.size - inView
    if (outside > 0) {
      const contigs = outside === 1 ? 'a contig of the table is' : `${outside} contigs of the table are`
      context.warn(`complement: ${contigs} not in the view, and so without a complement.`)
    }
    const ordered = inOrder(viewSet, view.sorted)
    const gaps = complement(ordered, union)
    const keyRows = rowsAt(gaps.row, view.sorted.row)
    const shift = shownStart(0, operation.coordinates)
    for (let from = 0; from < gaps.length; from += context.batchSize) {
      const to = Math.min(gaps.length, from + context.batchSize)
      const rows = keyRows.subarray(from, to)
      const positions = [int64Column(gaps.start.subarray(from, to), shift), int64Column(gaps.end.subarray(from, to))]
      yield { schema: this.schema, numRows: to - from, columns: [...view.keys.map(key => takeColumn(key, rows)), ...positions] }
    }
  }
}

function rowsAt(places: Int32Array, rows: Int32Array): Uint32Array {
  const at = new Uint32Array(places.length)
  for (let i = 0; i < at.length; i++) at[i] = rows[places[i]!]! // places of the view
  return at
}

/** The view's intervals in their sorted order, with the group codes that the rows share. */
function inOrder(set: IntervalSet, sorted: SortedIntervals): IntervalSet {
  return { length: sorted.length, group: Int32Array.from(sorted.row, row => set.group[row]!), start: sorted.start, end: sorted.end } // rows of the set
}
