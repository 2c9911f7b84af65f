/** Groups the rows of this fragment: the group keys, then the partial state of each aggregate. Groups stand in the order of their first row. */
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { Aggregation } from '../../expr/aggregation.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { resolveByName } from './resolve-by-name.ts'

/** No rows, no groups: the final aggregation knows what an aggregate of nothing is. */
export async function* partialAggregateStep(
  step: { readonly groupBy: readonly Expr[]; readonly aggregates: readonly Expr[] },
  input: AsyncIterable<Batch>,
  { functions, batchSize }: { readonly functions: FunctionRegistry; readonly batchSize: number },
): AsyncGenerator<Batch> {
  let aggregation: Aggregation | undefined
  for await (const batch of input) {
    aggregation ??= new Aggregation(step, { resolve: resolveByName(batch), functions })
    aggregation.update(batch)
  }
  const partial = aggregation?.partial()
  if (!partial) return
  for (let start = 0; start < partial.numRows; start += batchSize) {
    yield sliceBatch(partial, start, Math.min(partial.numRows, start + batchSize))
  }
}
