/**
 * Groups the rows of this fragment: the group keys, then the partial state of each aggregate. Groups stand in the order of their first row. Where there
 * are very many, those so far are sent and it begins anew: a fragment holds no more than it can, whatever its length.
 */
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { Aggregation } from '../../expr/aggregation.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { resolveByName } from './resolve-by-name.ts'

/** Some 20 MB. Not of the memory limit: sums of floats depend on where it begins anew. */
const MOST_GROUPS = 1 << 17

/** Rows where an aggregate keeps every value. */
const MOST_HELD_ROWS = 1 << 20

interface PartialAggregate {
  readonly groupBy: readonly Expr[]
  readonly aggregates: readonly Expr[]
}

/** No rows, no groups: the final aggregation knows what an aggregate of nothing is. */
export async function* partialAggregateStep(
  step: PartialAggregate,
  input: AsyncIterable<Batch>,
  { functions, batchSize }: { readonly functions: FunctionRegistry; readonly batchSize: number },
): AsyncGenerator<Batch> {
  const mostRows = holdsValues(step, functions) ? MOST_HELD_ROWS : Number.POSITIVE_INFINITY
  let aggregation: Aggregation | undefined
  let rows = 0
  for await (const batch of input) {
    aggregation ??= new Aggregation(step, { resolve: resolveByName(batch), functions })
    aggregation.update(batch)
    rows += batch.numRows
    if (aggregation.numGroups < MOST_GROUPS && rows < mostRows) continue
    yield* slicesOf(aggregation.partial(), batchSize)
    aggregation = undefined
    rows = 0
  }
  if (aggregation) yield* slicesOf(aggregation.partial(), batchSize)
}

function* slicesOf(partial: Batch, batchSize: number): Generator<Batch> {
  for (let start = 0; start < partial.numRows; start += batchSize) {
    yield sliceBatch(partial, start, Math.min(partial.numRows, start + batchSize))
  }
}

function holdsValues({ aggregates }: PartialAggregate, functions: FunctionRegistry): boolean {
  return aggregates.some(aggregate => aggregate.kind === 'aggregate' && functions.aggregate(aggregate.name)?.holdsValues === true)
}
