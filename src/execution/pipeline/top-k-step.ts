/** Keeps the first rows of a sort. */
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import type { SortKey } from '../../expr/expr.ts'
import { TopK } from '../../expr/top-k.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { resolveByName } from './resolve-by-name.ts'

export async function* topKStep(
  step: { readonly keys: readonly SortKey[]; readonly fetch: number },
  input: AsyncIterable<Batch>,
  { functions, batchSize }: { readonly functions: FunctionRegistry; readonly batchSize: number },
): AsyncGenerator<Batch> {
  let best: TopK | undefined
  for await (const batch of input) {
    best ??= new TopK(step, { resolve: resolveByName(batch), functions })
    best.add(batch)
  }
  const sorted = best?.finish()
  if (!sorted) return
  for (let start = 0; start < sorted.numRows; start += batchSize) {
    yield sliceBatch(sorted, start, Math.min(sorted.numRows, start + batchSize))
  }
}
