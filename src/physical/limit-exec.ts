/** Skips rows, then lets some pass, and stops its input as soon as it has them. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { coalesce } from './coalesce.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { runOperator } from './run-operator.ts'
import { SortExec } from './sort-exec.ts'

export class LimitExec implements PhysicalOperator {
  readonly name = 'LimitExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #input: PhysicalOperator
  readonly #skip: number
  readonly #fetch: number

  constructor(input: PhysicalOperator, range: { readonly skip: number; readonly fetch?: number | undefined }) {
    this.#input = input
    this.#skip = range.skip
    this.#fetch = range.fetch ?? Number.POSITIVE_INFINITY
    this.schema = input.schema
    this.children = [input]
  }

  describe(): Readonly<Record<string, string>> {
    return { skip: String(this.#skip), fetch: this.#fetch === Number.POSITIVE_INFINITY ? 'all' : String(this.#fetch) }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    let toSkip = this.#skip
    let left = this.#fetch
    if (left <= 0) return
    for await (const batch of runOperator(this.#input, 0, context)) {
      const start = Math.min(toSkip, batch.numRows)
      const end = Math.min(batch.numRows, start + left)
      toSkip -= start
      left -= end - start
      if (end > start) yield end - start === batch.numRows ? batch : sliceBatch(batch, start, end)
      if (left <= 0) return
    }
  }
}

export const limitStrategy: PhysicalStrategy = {
  name: 'limit',
  plan(node, [input]) {
    if (node.kind !== 'limit' || !input) return undefined
    const { skip, fetch } = node
    const limited = fetch === undefined ? input : limitFragments(input, { inputIds: node.input.ids, fetch: skip + fetch })
    // A sort puts rows that are left out neither in order nor together.
    const skipping = skip > 0 && limited instanceof SortExec ? limited.skipping(skip) : undefined
    return skipping ? new LimitExec(skipping, { skip: 0, fetch }) : new LimitExec(coalesce(limited), { skip, fetch })
  },
}

/** No fragment needs to give more rows than all of them together; a scan that was told so stops by itself. */
function limitFragments(
  input: PhysicalOperator,
  { inputIds, fetch }: { readonly inputIds: readonly number[]; readonly fetch: number },
): PhysicalOperator {
  if (!input.fragments || input.outputPartitions === 0 || input.fragments.fragment(0).scan.limit !== undefined) return input
  const partial = FragmentStepExec.over(input, {
    name: 'LimitExec',
    schema: input.schema,
    inputIds,
    exprs: [],
    step: () => ({ kind: 'limit', fetch }),
    describe: { mode: 'partial', fetch: String(fetch) },
  })
  return partial ?? input
}
