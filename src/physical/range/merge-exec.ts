/** Joins rows that overlap or lie near each other into one row each. */
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { mergeIntervals } from '../../ranges/merge-intervals.ts'
import type { GatheredRuns } from '../../ranges/run-gatherer.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { aggregateRuns } from './aggregate-runs.ts'
import { gatherRuns } from './gather-runs.ts'
import { GroupKeys } from './group-keys.ts'
import { int64Column } from './int64-column.ts'
import { orderIntervals } from './ordered-intervals.ts'
import { RangeExec } from './range-exec.ts'
import { type RangeOperationSpec, rangeInput } from './range-operation-spec.ts'
import { runsByKey } from './runs-by-key.ts'

/** Keys, start, end, n_intervals, then the aggregates; ordered by (keys bytewise, start). */
export class MergeExec extends RangeExec {
  readonly name = 'MergeExec'
  readonly algorithm: string
  readonly #aggregates: boolean

  constructor(inputs: readonly PhysicalOperator[], spec: RangeOperationSpec) {
    super(inputs, spec)
    this.#aggregates = (spec.operation.aggregates ?? []).length > 0
    this.algorithm = this.#aggregates ? 'sort and sweep' : 'sweep'
  }

  execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    return this.#aggregates ? this.#sorted(context) : this.#swept(context)
  }

  /** Of the rows only the runs are kept. */
  async *#swept(context: TaskContext): AsyncIterable<Batch> {
    const { functions, inputIds, operation } = this.spec
    const codes = new KeyCodes(this.keyCount)
    const resolve = resolveById(inputIds[0] ?? [])
    const keys = new GroupKeys(
      (operation.columns[0]?.keys ?? []).map(key => compileExpr(key, resolve, functions)),
      codes,
    )
    const runs = await gatherRuns(
      {
        input: this.left,
        holder: this,
        intervals: rangeInput(this.spec, 0, 'error'),
        codes,
        rules: { minDistance: Number(operation.parameters.min_dist), kept: 'all' },
        meet: (batch, { group }) => keys.add(batch, group),
      },
      context,
    )
    const ordered = keys.inOrder()
    const { runs: byKey, keyRows } = runsByKey(runs, ordered.groups, codes.size)
    for (let from = 0; from < byKey.length; from += context.batchSize) {
      const to = Math.min(byKey.length, from + context.batchSize)
      const rows = keyRows.subarray(from, to)
      yield {
        schema: this.schema,
        numRows: to - from,
        columns: [...ordered.columns.map(key => takeColumn(key, rows)), ...this.#numbers(byKey, from, to)],
      }
    }
  }

  #numbers({ start, end, size }: GatheredRuns, from: number, to: number) {
    const shift = shownStart(0, this.spec.operation.coordinates)
    return [int64Column(start.subarray(from, to), shift), int64Column(end.subarray(from, to)), int64Column(size.subarray(from, to))]
  }

  /** Aggregates see the rows of a run in their order. */
  async *#sorted(context: TaskContext): AsyncIterable<Batch> {
    const { operation } = this.spec
    const { batch, sorted, keys } = await orderIntervals({ input: this.left, place: 0, holder: this, spec: this.spec }, context)
    const runs = mergeIntervals(sorted, Number(operation.parameters.min_dist))
    const firstRow = new Uint32Array(runs.length)
    const size = new Int32Array(runs.length)
    for (let run = 0; run < runs.length; run++) {
      // firstPlace has one entry more than there are runs.
      firstRow[run] = sorted.row[runs.firstPlace[run]!]!
      size[run] = runs.firstPlace[run + 1]! - runs.firstPlace[run]!
    }
    const merged: Batch = {
      schema: this.schema,
      numRows: runs.length,
      columns: [
        ...keys.map(key => takeColumn(key, firstRow)),
        ...this.#numbers({ ...runs, size }, 0, runs.length),
        ...aggregateRuns({ batch, sorted, runs }, this.spec),
      ],
    }
    for (let from = 0; from < merged.numRows; from += context.batchSize)
      yield sliceBatch(merged, from, Math.min(merged.numRows, from + context.batchSize))
  }
}
