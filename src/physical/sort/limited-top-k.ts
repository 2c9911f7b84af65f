/** The first rows of a sort within execution.memory_limit: kept while they fit; if even they do not, they and all that come are sorted with files. */
import type { Batch } from '../../columnar/batch.ts'
import { TopK } from '../../expr/top-k.ts'
import type { TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { piecesOf } from '../spill/numbered-runs.ts'
import { type ExternalSortSpec, externalSort } from './external-sort.ts'

export async function* limitedTopK(spec: ExternalSortSpec & { readonly fetch: number }, context: TaskContext): AsyncGenerator<Batch> {
  const { holder, keys, fetch, ids, functions } = spec
  const best = new TopK({ keys, fetch }, { resolve: resolveById(ids), functions })
  const input = spec.input[Symbol.asyncIterator]()
  let reserved = 0
  try {
    for (;;) {
      const next = await input.next()
      if (next.done) break
      best.add(next.value)
      const held = best.bytes
      if (!context.reserve(holder, held - reserved, 'share')) {
        context.reserve(holder, -reserved)
        yield* externalSort({ ...spec, input: keptAndRest(best.batches, input, context.batchSize) }, context)
        return
      }
      reserved = held
    }
    const sorted = best.finish()
    if (sorted) yield* piecesOf(sorted, context.batchSize)
  } finally {
    await input.return?.()
  }
}

/** What is kept came before the rest, and equal rows of it stand in their order. */
async function* keptAndRest(kept: readonly Batch[], rest: AsyncIterator<Batch>, batchSize: number): AsyncGenerator<Batch> {
  for (const batch of kept) yield* piecesOf(batch, batchSize)
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
