/** Joins rows that overlap or lie near each other into one row each. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { QueryError } from '../../common/errors.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import type { SortedIntervals } from '../../ranges/interval-set.ts'
import { type MergedIntervals, mergeIntervals } from '../../ranges/merge-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
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
    const runs = mergeIntervals(sorted, Number(operation.parameters['min_dist']))
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
        ...this.#aggregates(batch, sorted, runs),
      ],
    }
    for (let from = 0; from < merged.numRows; from += context.batchSize)
      yield sliceBatch(merged, from, Math.min(merged.numRows, from + context.batchSize))
  }

  #aggregates(batch: Batch, sorted: SortedIntervals, runs: MergedIntervals): readonly Column[] {
    const { aggregates = [] } = this.spec.operation
    if (aggregates.length === 0) return []
    const resolve = resolveById(this.spec.inputIds[0] ?? [])
    // In the order of the places, so that lists and texts come by (start, end, row).
    const rows = Uint32Array.from(sorted.row)
    const runOf = new Uint32Array(sorted.length)
    for (let run = 0; run < runs.length; run++) runOf.fill(run, runs.firstPlace[run], runs.firstPlace[run + 1])
    return aggregates.map(aggregate => {
      const { name, args } = callOf(aggregate)
      const accumulator = this.spec.functions.aggregate(name)?.createAccumulator(args.map(typeOf))
      if (!accumulator) throw new QueryError('INTERNAL', `There is no aggregate ${name}. This is a bug in locusql; please report it.`)
      const columns = args.map(arg => takeColumn(compileExpr(arg, resolve, this.spec.functions)(batch), rows))
      accumulator.update(columns, runOf, runs.length)
      return accumulator.finish()
    })
  }
}

function callOf(aggregate: Expr): { readonly name: string; readonly args: readonly Expr[] } {
  if (aggregate.kind === 'aggregate') return aggregate
  throw new QueryError('INTERNAL', `A ${aggregate.kind} is no aggregate. This is a bug in locusql; please report it.`)
}
