/** The aggregates of merge and cluster: one row a run. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { QueryError } from '../../common/errors.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { SortedIntervals } from '../../ranges/interval-set.ts'
import type { MergedIntervals } from '../../ranges/merge-intervals.ts'
import { resolveById } from '../resolve-by-id.ts'
import type { RangeOperationSpec } from './range-operation-spec.ts'

export function aggregateRuns(
  of: { readonly batch: Batch; readonly sorted: SortedIntervals; readonly runs: MergedIntervals },
  spec: RangeOperationSpec,
): readonly Column[] {
  const { batch, sorted, runs } = of
  const { aggregates = [] } = spec.operation
  if (aggregates.length === 0) return []
  const resolve = resolveById(spec.inputIds[0] ?? [])
  // In the order of the places, so that lists and texts come by (start, end, row).
  const rows = new Uint32Array(sorted.row)
  const runOf = runOfPlaces(runs, sorted.length)
  return aggregates.map(aggregate => {
    const { name, args } = callOf(aggregate)
    const accumulator = spec.functions.aggregate(name)?.createAccumulator(args.map(typeOf))
    if (!accumulator) throw new QueryError('INTERNAL', `There is no aggregate ${name}. This is a bug in locusql; please report it.`)
    const columns = args.map(arg => takeColumn(compileExpr(arg, resolve, spec.functions)(batch), rows))
    accumulator.update(columns, runOf, runs.length)
    return accumulator.finish()
  })
}

/** The run of each place of the sorted intervals. */
export function runOfPlaces(runs: MergedIntervals, places: number): Uint32Array {
  const runOf = new Uint32Array(places)
  for (let run = 0, place = 0; run < runs.length; run++) {
    // firstPlace has one entry more than there are runs. Most runs are too short for fill().
    for (const to = runs.firstPlace[run + 1]!; place < to; place++) runOf[place] = run
  }
  return runOf
}

function callOf(aggregate: Expr): { readonly name: string; readonly args: readonly Expr[] } {
  if (aggregate.kind === 'aggregate') return aggregate
  throw new QueryError('INTERNAL', `A ${aggregate.kind} is no aggregate. This is a bug in locusql; please report it.`)
}
