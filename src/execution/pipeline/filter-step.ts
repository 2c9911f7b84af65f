/** Keeps the rows for which a predicate is true. */
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { compilePredicate } from '../../expr/compile-predicate.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { resolveByName } from './resolve-by-name.ts'

export async function* filterStep(
  step: { readonly predicate: Expr },
  input: AsyncIterable<Batch>,
  { functions }: { readonly functions: FunctionRegistry },
): AsyncGenerator<Batch> {
  let select: ((batch: Batch) => Uint32Array | 'all') | undefined
  for await (const batch of input) {
    select ??= compilePredicate(step.predicate, resolveByName(batch), functions)
    const rows = select(batch)
    if (rows === 'all') yield batch
    else if (rows.length > 0) yield takeBatch(batch, rows)
  }
}
